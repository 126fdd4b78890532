/** Pictures of pages, to be looked at by people. */

import { defineConfig } from "@playwright/test";
import { launch } from "./support/launch";

export default defineConfig({
  testDir: "shots",
  outputDir: "../target/journeys",
  reporter: "list",
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: { launchOptions: launch },
});
