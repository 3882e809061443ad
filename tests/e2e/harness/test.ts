// The `test` that every spec uses: a sandbox for each worker, fresh data for each test, and a watch on
// what the page complains about.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, type Page, test as base, expect } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { PageLog } from "./page-log.ts";
import { paths } from "./paths.ts";
import { Sandbox } from "./sandbox.ts";

/** How a project runs the suite. */
export interface Mode {
  /** The API is on another origin and behaves as another valid server would. */
  contrary: boolean;
}

interface Worker {
  workerSandbox: Sandbox;
}

interface Fixtures {
  /** The API under the test's control, freshly seeded with `demo`. Automatic. */
  sandbox: Sandbox;
  /** What the page complained about. Automatic: unannounced complaints fail the test. */
  pageLog: PageLog;
  /** Checks the page, as it is now, against WCAG 2.2 AA. */
  accessible: (page?: Page) => Promise<void>;
  /** Signs in with the sample data and waits for the catalogue. */
  signIn: (page?: Page) => Promise<void>;
}

export const test = base.extend<Fixtures, Worker & { contrary: boolean }>({
  contrary: [false, { option: true, scope: "worker" }],

  workerSandbox: [
    async ({ contrary }, use, info) => {
      mkdirSync(paths.recordings, { recursive: true });
      const name = `${info.project.name}-${info.parallelIndex}-${process.pid}`;
      const record = join(paths.recordings, `${name}.jsonl`);
      const sandbox = await Sandbox.start(
        contrary
          ? { app: paths.appCross, contrary, crossOrigin: true, record }
          : { app: paths.app, record },
      );
      await use(sandbox);
      await sandbox.end();
    },
    { scope: "worker" },
  ],

  sandbox: [
    async ({ workerSandbox }, use) => {
      await workerSandbox.reset();
      await use(workerSandbox);
    },
    { auto: true },
  ],

  baseURL: async ({ workerSandbox }, use) => use(workerSandbox.app),

  pageLog: [
    async ({ context }: { context: BrowserContext }, use) => {
      const log = new PageLog();
      await log.watch(context);
      await use(log);
      expect(log.unexpected(), "the page complained").toEqual([]);
    },
    { auto: true },
  ],

  accessible: async ({ page }, use) => use((other) => expectAccessible(other ?? page)),

  signIn: async ({ page, sandbox }, use) => {
    await use(async (other = page) => {
      await other.goto(`${sandbox.app}sign-in`);
      await other.getByRole("button", { name: "Explore with sample data" }).click();
      await expect(other.getByRole("table", { name: "Unit tests" })).toBeVisible();
    });
  },
});

export { expect };
