/** Measurements in a real browser. They print figures and fail only when something could not be measured. */

import { defineConfig } from "@playwright/test";
import { launch } from "./support/launch";

export default defineConfig({
  testDir: "bench",
  outputDir: "../target/journeys",
  reporter: "line",
  // Alone on the machine, or the figures say something about each other.
  workers: 1,
  timeout: 600_000,
  expect: { timeout: 60_000 },
  use: { launchOptions: launch, viewport: { width: 1440, height: 900 } },
});
