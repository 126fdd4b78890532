/** The journeys: whole stories of a user, in a real browser, against the real binary. */

import { defineConfig } from "@playwright/test";
import { launch } from "./support/launch";

export default defineConfig({
  testDir: "journeys",
  outputDir: "../target/journeys",
  reporter: "list",
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 2,
  forbidOnly: !!process.env.CI,
  use: {
    actionTimeout: 10_000,
    launchOptions: launch,
    viewport: { width: 1440, height: 900 },
    // Nothing glides, so that colours and places are read as they will stay.
    contextOptions: { reducedMotion: "reduce" },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
});
