/** The journeys: whole stories of a user, in a real browser, against the real binary. */

import { defineConfig } from "@playwright/test";
import { launch } from "./support/launch";

export default defineConfig({
  testDir: "journeys",
  outputDir: "../target/journeys",
  reporter: "list",
  // Long stories on small machines: what hangs is found all the same, only later.
  timeout: 300_000,
  expect: { timeout: 20_000 },
  workers: process.env.CI ? 1 : 2,
  // A journey that passes only the second time is reported as flaky.
  retries: process.env.CI ? 2 : 0,
  forbidOnly: !!process.env.CI,
  use: {
    actionTimeout: 20_000,
    launchOptions: launch,
    viewport: { width: 1440, height: 900 },
    // Nothing glides, so that colours and places are read as they will stay.
    contextOptions: { reducedMotion: "reduce" },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
});
