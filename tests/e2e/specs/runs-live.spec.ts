// A run that goes on while somebody looks: only what changed is touched, it is said once, and it can be
// cancelled.
import type { Page } from "@playwright/test";
import { cancelDialog, listedSets, openRun, runPage, startDialog, startRun } from "../harness/runs.ts";
import { users } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { notifications, notified } from "../harness/notifications.ts";
import { expect, test } from "../harness/test.ts";
import { notice, settled } from "../harness/views.ts";

/** Starts a run of a small set that stands still until the test moves it. */
async function still(sandbox: Sandbox): Promise<{ id: string; of: number; set: string }> {
  await sandbox.runTime({ frozen: true });
  const sets = (await listedSets(sandbox)).filter((set) => set.unit_test_runs.length > 2);
  const size = (set: (typeof sets)[number]) => set.unit_test_runs.reduce((sum, member) => sum + member.run_count, 0);
  const set = sets.sort((one, other) => size(one) - size(other))[0]!;
  await sandbox.habits({ "*": "passing" });
  const id = await startRun(sandbox, set.id, (await sandbox.token(users.administrator)).id_token);
  // Other servers take a moment before lists know it.
  await sandbox.advance(1_000);
  const { of } = await sandbox.changeRun(id, { conversations: 0 });
  return { id, of, set: set.name };
}

/** From now on notes what changes in the page: by the nearest thing that people could name. */
async function observe(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver((records) => {
      for (const record of records) {
        const element = record.target instanceof Element ? record.target : record.target.parentElement!;
        const place = element.closest(".clock, .unseen[role=status], tr, .run-progress, .run-line, title, time") ?? element;
        const row = place.matches("tr") ? `row ${[...place.parentElement!.children].indexOf(place)}` : "";
        seen.push(row || place.className || place.tagName.toLowerCase());
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}
const seen = (page: Page) => page.evaluate(() => [...new Set((window as unknown as { seen: string[] }).seen.splice(0))]);

/** Waits until the page has heard of so many more answers. */
async function polled(page: Page, sandbox: Sandbox, times: number): Promise<void> {
  const count = async () => (await sandbox.requests("ListRuns")).filter((request) => request.query.includes("id=")).length;
  const before = await count();
  await expect.poll(count, { timeout: 60_000 }).toBeGreaterThanOrEqual(before + times);
  await page.waitForTimeout(300);
}

test("an answer that brings nothing new changes nothing but the clock", async ({ page, sandbox, signIn }) => {
  const run = await still(sandbox);
  await sandbox.changeRun(run.id, { conversations: 2 });
  await signIn();
  await openRun(page, sandbox, run.id);
  await settled(page);
  await polled(page, sandbox, 1);
  await observe(page);
  await polled(page, sandbox, 2);
  expect(await seen(page)).toEqual(["clock"]);
});

test("one conversation that ends touches only what shows it", async ({ page, sandbox, signIn, contrary }) => {
  test.skip(contrary, "the other server tells of a test only when all of its conversations are done");
  const run = await still(sandbox);
  await sandbox.changeRun(run.id, { conversations: 1 });
  await signIn();
  await openRun(page, sandbox, run.id);
  await settled(page);
  const view = runPage(page);
  await expect(view.progress).toContainText(`1 of ${run.of} conversations`);
  const texts = await view.rows.allTextContents();
  await page.evaluate(() => Object.assign(window, { rows: [...document.querySelectorAll(".run-results tbody tr")] }));
  await observe(page);
  await sandbox.changeRun(run.id, { more: 1 });
  await expect(view.progress).toContainText(`2 of ${run.of} conversations`, { timeout: 30_000 });
  const after = await view.rows.allTextContents();
  const changed = after.flatMap((text, at) => (text === texts[at] ? [] : [`row ${at}`]));
  expect(changed.length).toBeLessThanOrEqual(1);
  const allowed = new Set(["clock", "card section run-progress", ...changed]);
  expect((await seen(page)).filter((place) => !allowed.has(place))).toEqual([]);
  // The rows are the same as before, not drawn anew.
  const kept = await page.evaluate(() => (window as unknown as { rows: Element[] }).rows.every((row) => row.isConnected));
  expect(kept).toBe(true);
});

test("what changes is said once, and never for an answer that brings nothing", async ({ page, sandbox, signIn }) => {
  const run = await still(sandbox);
  await signIn();
  await openRun(page, sandbox, run.id);
  await settled(page);
  await page.evaluate(() => {
    const said: string[] = [];
    const region = document.querySelector(".unseen[role=status]")!;
    new MutationObserver(() => said.push(region.textContent!)).observe(region, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { said });
  });
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await sandbox.changeRun(run.id, { next: "fails" });
  await sandbox.changeRun(run.id, { more: 1 });
  const view = runPage(page);
  await expect(view.outcome).toHaveText("In progress, already failing", { timeout: 30_000 });
  await polled(page, sandbox, 2);
  expect(await said()).toEqual([`${run.set}: In progress, already failing`]);
  await sandbox.changeRun(run.id, { conversations: run.of });
  await sandbox.advance(5_000);
  await expect(view.outcome).toHaveText("Failed", { timeout: 60_000 });
  await expect(page).toHaveTitle(new RegExp(`^Failed · `));
  await polled(page, sandbox, 0);
  expect(await said()).toEqual([`${run.set}: In progress, already failing`, `${run.set}: Failed`]);
});

test("started, watched, cancelled: asked first, shown as requested until it is over", async ({ page, sandbox, signIn, accessible }) => {
  await sandbox.runTime({ frozen: true });
  const set = (await listedSets(sandbox))[0]!;
  const id = await startRun(sandbox, set.id);
  await sandbox.advance(1_000);
  await signIn();
  await openRun(page, sandbox, id);
  const view = runPage(page);
  await view.cancel.click();
  const dialog = cancelDialog(page);
  await expect(dialog).toContainText("may go on for a while, or even to its end");
  await accessible();
  await dialog.getByRole("button", { name: "Let it run" }).click();
  await expect(view.cancel).toBeFocused();
  expect(await sandbox.requests("CancelRun")).toEqual([]);
  await view.cancel.click();
  await dialog.getByRole("button", { name: "Yes, cancel it" }).dblclick();
  await expect(view.outcome).toContainText("Cancel requested");
  await expect(view.outcome).toContainText("In progress");
  await expect(view.heading).toBeFocused();
  await expect(view.cancel).toHaveCount(0);
  expect(await sandbox.requests("CancelRun")).toHaveLength(1);
  // It is remembered, also in the list.
  await page.reload();
  await expect(view.outcome).toContainText("Cancel requested");
  await view.back.click();
  await expect(page.getByRole("row").filter({ hasText: "Cancel requested" })).toHaveCount(1);
  await page.goBack();
  await sandbox.advance(15_000);
  await expect(view.outcome).toContainText("Ended early", { timeout: 60_000 });
  await expect(view.outcome).toContainText("Cancelled here");
  await expect(view.note).toContainText("You cancelled this run in this browser.");
  await expect(view.again).toBeVisible();
});

test("an answer that there is nothing to cancel is held against the run", async ({ page, sandbox, signIn, pageLog }) => {
  pageLog.expectFailedRequests();
  const run = await still(sandbox);
  await signIn();
  await openRun(page, sandbox, run.id);
  await settled(page);
  await runPage(page).cancel.click();
  await sandbox.fault({ operation: "CancelRun", kind: "status", status: 409, count: 1 });
  await cancelDialog(page).getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(notice(page, "The API says that there is nothing to cancel, but the run is still shown as going on.")).toBeVisible();
  await expect(runPage(page).outcome).toContainText("In progress");
});

test("an unfinished run of one's own stands in the way of another, with a link to it", async ({ page, sandbox, signIn, accessible, pageLog }) => {
  pageLog.expectFailedRequests();
  await sandbox.runTime({ frozen: true });
  const { id_token } = await sandbox.token(users.owner);
  const set = (await listedSets(sandbox))[0]!;
  const first = await startRun(sandbox, set.id, id_token);
  await sandbox.advance(1_000);
  await signIn();
  await page.goto(`${sandbox.app}northwind/runs?set=${set.id}&completed=yes`);
  await settled(page);
  await page.getByRole("rowheader").getByRole("link").first().click();
  await runPage(page).again.click();
  const dialog = startDialog(page);
  await expect(dialog).toContainText("This simulates");
  await dialog.getByRole("button", { name: "Start run" }).click();
  await expect(dialog).toContainText("You already have an unfinished run of this set.");
  const link = dialog.getByRole("link", { name: /^The run of/ });
  await expect(link.first()).toHaveAttribute("href", new RegExp(`/runs/${first}$`));
  await accessible();
  await link.first().click();
  await expect(page).toHaveURL(new RegExp(`/runs/${first}$`));
  await expect(runPage(page).heading).toHaveText(set.name);
  await expect(dialog).toBeHidden();
});

test("nothing moves for those who want no motion", async ({ page, sandbox, signIn }) => {
  const run = await still(sandbox);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await signIn();
  await openRun(page, sandbox, run.id);
  await settled(page);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test("somebody who asked for it is notified when the run ends", async ({ page, context, sandbox, signIn }) => {
  await context.grantPermissions(["notifications"]);
  await page.addInitScript(notifications);
  const run = await still(sandbox);
  await signIn();
  await openRun(page, sandbox, run.id);
  await page.getByRole("button", { name: "Notify me when it ends" }).click();
  await expect(page.getByText("You will be notified when it ends")).toBeVisible();
  await sandbox.changeRun(run.id, { conversations: run.of });
  await sandbox.advance(5_000);
  await expect(runPage(page).outcome).toHaveText("Passed", { timeout: 60_000 });
  expect(await notified(page)).toEqual([`${run.set}: Passed`]);
});

test("a run that cannot be read again keeps what was shown, and recovers by itself", async ({ page, sandbox, signIn, pageLog }) => {
  pageLog.expectFailedRequests();
  const run = await still(sandbox);
  await sandbox.changeRun(run.id, { conversations: 2 });
  await signIn();
  await openRun(page, sandbox, run.id);
  await settled(page);
  await sandbox.fault({ operation: "ListRuns", kind: "status", status: 503 });
  const stale = notice(page, "What you see is how it stood at the time above.");
  await expect(stale).toBeVisible({ timeout: 60_000 });
  await expect(runPage(page).progress).toContainText(/[02] of \d+ conversations/);
  await sandbox.changeRun(run.id, { conversations: run.of - 1 });
  await sandbox.clearFaults();
  await expect(runPage(page).progress).not.toContainText(/\b[02] of \d+ conversations/, { timeout: 80_000 });
  await expect(stale).toHaveCount(0);
});

