// The measurements of `cargo xtask bench`: one after the other, for they would disturb each other.
import { defineConfig } from "@playwright/test";
import { chrome, chromeArguments, paths } from "../harness/paths.ts";

export default defineConfig({
  testDir: ".",
  testMatch: "bench.ts",
  outputDir: paths.results,
  workers: 1,
  timeout: 30 * 60_000,
  reporter: "./reporter.ts",
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: chrome, args: chromeArguments },
    viewport: { width: 1440, height: 900 },
  },
});
