// The end-to-end tests: which files run in which mode, and how the browser is started.
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import type { Mode } from "./harness/test.ts";
import { chrome, chromeArguments, paths } from "./harness/paths.ts";

if (!existsSync(paths.sandbox) || !existsSync(paths.app)) {
  throw new Error("The app or the sandbox is not built. Type: cargo xtask test --tier e2e");
}

/** Words of failures and the look of states do not depend on how the server behaves where nothing fails. */
const independent = ["layout", "faults", "pick-faults", "runs-faults", "write-faults"];

export default defineConfig<Mode>({
  testDir: "specs",
  outputDir: paths.results,
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // On a busy machine a browser may stall; a test that passes only the second time is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: chrome, args: chromeArguments },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1440, height: 900 },
    // Recording takes a fifth of the time of all tests.
    trace: process.env.CI ? "on-first-retry" : "retain-on-failure",
    screenshot: "only-on-failure",
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
  },
  projects: [
    // The API on the app's own origin, behaving as documented.
    { name: "plain", testIgnore: "hosting.spec.ts", use: { contrary: false } },
    // The API on another origin, behaving as another valid server would.
    { name: "contrary", testIgnore: ["hosting", ...independent].map((name) => `**/${name}.spec.ts`), use: { contrary: true } },
    // The documented web servers.
    { name: "hosting", testMatch: "hosting.spec.ts", use: { contrary: false } },
  ],
});
