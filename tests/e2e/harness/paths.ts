// Where the things under test are. `cargo xtask` makes them and names them; without it the same
// places are assumed, so that `npx playwright test` works after it.
import { existsSync } from "node:fs";
import { resolve } from "node:path";

const top = resolve(import.meta.dirname, "../../..");

function place(variable: string, otherwise: string): string {
  return process.env[variable] ?? resolve(top, otherwise);
}

export const paths = {
  /** The repository's top. */
  top,
  /** The sandbox's program. */
  sandbox: place("CONSOLE_SANDBOX", "target/debug/sandbox"),
  /** The app, made for the root of a host. */
  app: place("CONSOLE_DIST", "target/web/e2e-root"),
  /** The same, allowed to call any port of this machine. */
  appCross: place("CONSOLE_DIST_CROSS", "target/web/e2e-cross"),
  /** The same, made for /console/. */
  appSub: place("CONSOLE_DIST_SUB", "target/web/e2e-sub"),
  /** Where the sandbox records what it receives and answers. */
  recordings: place("CONSOLE_RECORDINGS", "target/conformance"),
  /** Where test results and other passing things go. */
  results: resolve(top, "target/e2e"),
};

/** The browser's program. */
export const chrome =
  process.env.CONSOLE_CHROME ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path));

/** What the browser is started with: nothing that calls home or needs more than a container has. */
export const chromeArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];
