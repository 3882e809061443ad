// Runs are polled: by one tab for all, by nobody while nobody looks, and on by itself after whatever goes wrong. The
// browser's clock is the test's, so that minutes take seconds.
import type { BrowserContext, Page, Request } from "@playwright/test";
import { notifications, notified } from "../harness/notifications.ts";
import { countQuestions } from "../harness/questions.ts";
import { listedRuns, openRun, runAddress, runPage } from "../harness/runs.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { expect, test } from "../harness/test.ts";

/** Several tabs of one browser under one clock. */
class Tabs {
  readonly pages: Page[] = [];
  private readonly onTheirWay = new Set<Request>();
  private readonly context: BrowserContext;
  private readonly sandbox: Sandbox;

  constructor(context: BrowserContext, sandbox: Sandbox) {
    this.context = context;
    this.sandbox = sandbox;
    context.on("request", (request) => this.onTheirWay.add(request));
    context.on("requestfinished", (request) => this.onTheirWay.delete(request));
    context.on("requestfailed", (request) => this.onTheirWay.delete(request));
  }

  /** Opens the page of a run in so many tabs, the first of which is signed in, and stops the clock. */
  async open(first: Page, count: number, run: string): Promise<void> {
    this.pages.push(first);
    while (this.pages.length < count) this.pages.push(await this.context.newPage());
    for (const page of this.pages) await openRun(page, this.sandbox, run);
    // A busy machine takes a while to tell all tabs.
    await this.context.clock.pauseAt((await first.evaluate(() => Date.now())) + 5000);
    await this.settle();
  }

  /** Lets time pass, step by step: an answer that takes a moment must not take minutes of the tabs' time. */
  async pass(seconds: number, step = 2): Promise<void> {
    for (let passed = 0; passed < seconds; passed += step) {
      await this.context.clock.runFor(step * 1000);
      await this.settle();
    }
  }

  async settle(): Promise<void> {
    await expect.poll(async () => {
      const open = await Promise.all(this.pages.map((page) => page.evaluate(() => questions.open)));
      return open.reduce((sum, count) => sum + count, this.onTheirWay.size);
    }, { intervals: [2, 5, 10] }).toBe(0);
    // What an answer sets off, in its tab and by messages in the others.
    for (let turn = 0; turn < 2; turn += 1) await Promise.all(this.pages.map((page) => page.evaluate(() => null)));
  }

  async see(page: Page, isSeen: boolean): Promise<void> {
    await page.evaluate((seen) => (globalThis as unknown as { see: (seen: boolean) => void }).see(seen), isSeen);
    await this.settle();
  }

  async close(page: Page): Promise<void> {
    this.pages.splice(this.pages.indexOf(page), 1);
    await page.close();
    for (const request of this.onTheirWay) if (!this.context.pages().includes(request.frame().page())) this.onTheirWay.delete(request);
    await this.settle();
  }

  /** How many requests for runs there were since `run`. */
  async asked(): Promise<number> {
    return (await this.sandbox.requests("ListRuns")).length;
  }

  async askedDuring(what: () => Promise<void>): Promise<number> {
    await this.sandbox.clearRequests();
    await what();
    return this.asked();
  }
}

/** Whether each page is seen is the test's to say. */
function eyes(): void {
  let hidden = false;
  Object.defineProperty(document, "hidden", { get: () => hidden });
  Object.defineProperty(document, "visibilityState", { get: () => (hidden ? "hidden" : "visible") });
  Object.assign(globalThis, {
    see(seen: boolean) {
      hidden = !seen;
      document.dispatchEvent(new Event("visibilitychange"));
    },
  });
}

/** Lets a run come to its end; the pages that follow it say so when they are told. */
async function finish(sandbox: Sandbox, run: string): Promise<void> {
  const { of } = await sandbox.changeRun(run, { more: 0 });
  await sandbox.changeRun(run, { conversations: of });
}

const goesOn = /in progress/i;

/** A run that goes on, and stands still until the test moves it. */
async function going(sandbox: Sandbox): Promise<string> {
  // The server counts by its own time, in which all of this takes less than a minute.
  for (const operation of ["ListRuns", "ListEvaluationResults"]) await sandbox.limit(operation, null);
  await sandbox.runTime({ frozen: true });
  const run = (await listedRuns(sandbox)).find((one) => !one.is_completed);
  if (!run) throw new Error("no run goes on");
  return run.id;
}

test.beforeEach(async ({ context }) => {
  await context.clock.install();
  await context.addInitScript(eyes);
  await context.addInitScript(countQuestions);
});

test("an answer that is the same as the last does not reach the page", async ({ context, page, sandbox, signIn, contrary }) => {
  test.skip(contrary, "how many pages one answer takes is by chance there");
  const run = await going(sandbox);
  await signIn();
  const tabs = new Tabs(context, sandbox);
  await tabs.open(page, 1, run);
  await tabs.pass(20);
  const before = await page.evaluate(() => ({ ...questions }));
  await tabs.pass(60);
  const after = await page.evaluate(() => ({ ...questions }));
  expect(after.asked - before.asked).toBeGreaterThanOrEqual(5);
  expect(after.texts - before.texts).toBe(0);
  // What somebody asks for meanwhile is the page's own, and the next answer is read anew.
  await runPage(page).refresh.click();
  await tabs.settle();
  await tabs.pass(20);
  const anew = await page.evaluate(() => ({ ...questions }));
  expect(anew.texts - after.texts).toBe(1);
  await finish(sandbox, run);
  await tabs.pass(20);
  await expect(runPage(page).outcome).not.toHaveText(goesOn);
});

test("without its worker a page reads answers itself", async ({ context, page, sandbox, signIn, pageLog }) => {
  pageLog.expectFailedRequests();
  await context.route(/\/poll-[^/]*\.js$/, (route) => route.abort());
  const run = await going(sandbox);
  await signIn();
  const tabs = new Tabs(context, sandbox);
  await tabs.open(page, 1, run);
  await finish(sandbox, run);
  await tabs.pass(20);
  await expect(runPage(page).outcome).not.toHaveText(goesOn);
});

const workers = {
  "never answers": "onmessage = () => {};",
  // As it was before it said that it heard a question; its answers might have any form.
  "is an old one": `onmessage = async ({ data: [number, url, credentials, headers] }) => {
    if (!url) return;
    try {
      const response = await fetch(url, { headers, credentials });
      postMessage([number, response.status, {}, await response.text()]);
    } catch {
      // A script that the test hands in may not ask another origin.
    }
  };`,
};

for (const [name, script] of Object.entries(workers)) {
  test(`where its worker ${name}, a page asks by itself after some seconds`, async ({ context, page, sandbox, signIn }) => {
    await context.route(/\/poll-[^/]*\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: script }));
    const run = await going(sandbox);
    await signIn();
    await page.goto(runAddress(sandbox, run));
    await expect(runPage(page).outcome).toHaveText(goesOn, { timeout: 15_000 });
    await finish(sandbox, run);
    await expect(runPage(page).outcome).not.toHaveText(goesOn, { timeout: 15_000 });
  });
}

test("five tabs ask no more often than one", async ({ context, page, sandbox, signIn, contrary }) => {
  test.skip(contrary, "how many pages one answer takes is by chance there");
  test.slow();
  const run = await going(sandbox);
  await signIn();
  const tabs = new Tabs(context, sandbox);
  await tabs.open(page, 1, run);
  const one = await tabs.askedDuring(() => tabs.pass(600, 5));
  expect(one).toBeGreaterThan(30);
  await context.clock.resume();
  const five = new Tabs(context, sandbox);
  await page.reload();
  await five.open(page, 5, run);
  const all = await five.askedDuring(() => five.pass(600, 5));
  expect(all).toBeLessThanOrEqual(one);
  // All show what one of them learned.
  await finish(sandbox, run);
  const told = await five.askedDuring(() => five.pass(30));
  for (const tab of five.pages) await expect(runPage(tab).outcome).not.toHaveText(goesOn);
  expect(told).toBeLessThanOrEqual(3);
});

test("when the tab that polls is hidden or closed, another goes on within its interval", async ({ context, page, sandbox, signIn, contrary }) => {
  const pages = contrary ? 5 : 1;
  const run = await going(sandbox);
  await signIn();
  const tabs = new Tabs(context, sandbox);
  await tabs.open(page, 3, run);
  const [first, second, third] = tabs.pages;
  const before = await tabs.askedDuring(() => tabs.pass(20));
  expect(before).toBeGreaterThanOrEqual(3);
  expect(before).toBeLessThanOrEqual(5 * pages);
  await tabs.see(first!, false);
  const after = await tabs.askedDuring(() => tabs.pass(6));
  expect(after).toBeGreaterThanOrEqual(1);
  expect(after).toBeLessThanOrEqual(2 * pages);
  await tabs.close(second!);
  expect(await tabs.askedDuring(() => tabs.pass(6))).toBeGreaterThanOrEqual(1);
  // The tab that is hidden is told, too.
  await finish(sandbox, run);
  await tabs.pass(6);
  await expect(runPage(third!).outcome).not.toHaveText(goesOn);
  await expect(runPage(first!).outcome).not.toHaveText(goesOn);
});

test("nobody asks while all tabs are hidden, and at once when one is seen again", async ({ context, page, sandbox, signIn }) => {
  const run = await going(sandbox);
  await signIn();
  const tabs = new Tabs(context, sandbox);
  await tabs.open(page, 2, run);
  for (const tab of tabs.pages) await tabs.see(tab, false);
  await finish(sandbox, run);
  expect(await tabs.askedDuring(() => tabs.pass(120, 5))).toBe(0);
  await tabs.see(tabs.pages[1]!, true);
  for (const tab of tabs.pages) await expect(runPage(tab).outcome).not.toHaveText(goesOn);
});

test("whoever asked to be notified is, although the tab is hidden", async ({ context, page, sandbox, signIn, contrary }) => {
  const pages = contrary ? 5 : 1;
  await context.addInitScript(notifications);
  const run = await going(sandbox);
  await signIn();
  const tabs = new Tabs(context, sandbox);
  await tabs.open(page, 1, run);
  await page.getByRole("button", { name: "Notify me when it ends" }).click();
  await tabs.pass(2);
  await expect(page.getByText("You will be notified when it ends")).toBeVisible();
  await tabs.see(page, false);
  // Once a minute is enough.
  const asked = await tabs.askedDuring(() => tabs.pass(180, 5));
  expect(asked).toBeGreaterThanOrEqual(2);
  expect(asked).toBeLessThanOrEqual(4 * pages);
  await finish(sandbox, run);
  await tabs.pass(70, 5);
  expect(await notified(page)).toHaveLength(1);
});

const faults = [
  { kind: "status", status: 429, headers: { "retry-after": "7" } },
  { kind: "status", status: 503 },
  { kind: "drop" },
  { kind: "cut" },
  { kind: "html" },
  { kind: "empty" },
  { kind: "other_version" },
] as const;

for (const fault of faults) {
  test(`after ${"status" in fault ? fault.status : fault.kind} it goes on by itself`, async ({ context, page, sandbox, signIn, pageLog }) => {
    pageLog.expectFailedRequests();
    const run = await going(sandbox);
    await signIn();
    const tabs = new Tabs(context, sandbox);
    await tabs.open(page, 1, run);
    const refresh = page.getByRole("button", { name: "Try again" });
    await sandbox.fault({ operation: "ListRuns", count: 1, ...fault });
    // The poll is due five seconds after the one before, whenever in that time the clock was stopped.
    for (let passed = 0; passed < 6 && !(await refresh.isVisible()); passed += 1) await tabs.pass(1, 1);
    await expect(refresh).toBeVisible();
    await expect(runPage(page).outcome).toHaveText(goesOn);
    await finish(sandbox, run);
    await tabs.pass(20);
    await expect(runPage(page).outcome).not.toHaveText(goesOn);
    await expect(refresh).toBeHidden();
  });
}

test("an answer that comes after a later one changes nothing", async ({ context, page, sandbox, signIn }) => {
  const run = await going(sandbox);
  await signIn();
  const tabs = new Tabs(context, sandbox);
  await tabs.open(page, 1, run);
  let release = () => {};
  let isHeld = false;
  await page.route(/unit_test_set_run\/\?.*id=/, async (route) => {
    const answer = await route.fetch();
    isHeld = true;
    await new Promise<void>((resolve) => (release = resolve));
    await route.fulfill({ response: answer });
  }, { times: 1 });
  await context.clock.runFor(6000);
  await expect.poll(() => isHeld).toBe(true);
  await finish(sandbox, run);
  await runPage(page).refresh.click();
  await expect(runPage(page).outcome).not.toHaveText(goesOn);
  release();
  await tabs.settle();
  await expect(runPage(page).outcome).not.toHaveText(goesOn);
});
