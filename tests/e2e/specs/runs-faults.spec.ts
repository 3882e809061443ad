// Every call about runs × every fault: what is said, what stays, and that it goes on afterwards. The table is
// in harness/run-faults.ts.
import type { Locator, Page } from "@playwright/test";
import { type FaultName, type WriteFaultName, faults, writeFaults } from "../harness/fault-table.ts";
import { type RunRead, type RunRow, type RunWrite, runReadTable, runReads, runWriteTable, runWrites } from "../harness/run-faults.ts";
import { cancelDialog, listedRuns, listedSets, openRun, runAddress, runPage, runsAddress, runsList, startDialog, startRun } from "../harness/runs.ts";
import { demoToken, users } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { expect, test } from "../harness/test.ts";
import { settled, signInDialog, signInForm } from "../harness/views.ts";

const faultNames = Object.keys(faults) as FaultName[];
const writeFaultNames = Object.keys(writeFaults) as WriteFaultName[];

test("the table has a row for every call and every fault", () => {
  const isFull = (row: RunRow | undefined) => row && (!("words" in row) || (row.words && row.advice));
  const reads = (Object.keys(runReads) as RunRead[]).flatMap((read) => faultNames.filter((fault) => !isFull(runReadTable[read]?.[fault])).map((fault) => `${read} × ${fault}`));
  const writes = (Object.keys(runWrites) as RunWrite[]).flatMap((write) => writeFaultNames.filter((fault) => !isFull(runWriteTable[write]?.[fault])).map((fault) => `${write} × ${fault}`));
  expect([...reads, ...writes]).toEqual([]);
});

/** Lets time limits pass in a moment: nobody waits half a minute. */
async function hurry(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const real = globalThis.setTimeout;
    const shorter = (wait?: number) => (wait === 30_000 && window.name === "hurry" ? 700 : wait);
    Object.assign(globalThis, { setTimeout: (act: () => void, wait?: number, ...more: unknown[]) => real(act, shorter(wait), ...more) });
  });
}
const hurried = (page: Page, on: boolean) => page.evaluate((name) => void (window.name = name), on ? "hurry" : "");

/** Where something is said within a part of the page. */
const notices = (within: Page | Locator) => within.locator(".notice, .hint");

async function isSaid(where: Locator, row: RunRow): Promise<void> {
  if (!("words" in row)) return;
  const said = where.filter({ hasText: row.words }).first();
  await expect(said).toBeVisible({ timeout: 30_000 });
  await expect(said).toContainText(row.advice);
}

/** A refused session is asked for at once, in place. */
async function decline(page: Page, fault: string): Promise<void> {
  if (fault !== "401") return;
  await signInDialog(page).getByRole("button", { name: "Not now" }).click();
  await expect(signInDialog(page)).toBeHidden();
}

/** A session that was refused is made anew. */
async function renew(page: Page, fault: string): Promise<void> {
  if (fault !== "401") return;
  // Runs that are followed may have asked for it by themselves meanwhile.
  await expect(async () => {
    if (!(await signInDialog(page).isVisible())) await page.getByRole("button", { name: "Sign in again" }).first().click({ timeout: 1_000 });
    await signInForm(signInDialog(page)).token.fill(demoToken, { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await signInForm(signInDialog(page)).submit.click();
  await expect(signInDialog(page)).toBeHidden();
}

async function begin(page: Page, sandbox: Sandbox): Promise<void> {
  await hurry(page);
  await sandbox.limit("*", null);
  await sandbox.runTime({ frozen: true });
}

for (const half of [0, 1]) {
  const mine = faultNames.filter((_, place) => place % 2 === half);

  test(`the list of runs and one run: words, what stays, and that it goes on (${half + 1} of 2)`, async ({ page, sandbox, signIn, pageLog }) => {
    test.slow();
    pageLog.expectFailedRequests();
    await begin(page, sandbox);
    const run = (await listedRuns(sandbox, "is_completed=false"))[0]!;
    await signIn();
    for (const [read, address, content, refresh] of [
      ["the list of runs", runsAddress(sandbox), runsList(page).rows.first(), runsList(page).refresh],
      ["one run", runAddress(sandbox, run.id), runPage(page).progress, runPage(page).refresh],
    ] as const) {
      for (const fault of mine) {
        await test.step(`${read}: ${fault}`, async () => {
          const row = runReadTable[read]![fault]!;
          await page.goto(address);
          await expect(content).toBeVisible();
          await settled(page);
          await hurried(page, fault === "too slow");
          await sandbox.fault({ operation: runReads[read], ...faults[fault] });
          await refresh.click();
          await decline(page, fault);
          await isSaid(notices(page.getByRole("main")), row);
          // What was read before stays.
          await expect(content).toBeVisible();
          await sandbox.clearFaults();
          await hurried(page, false);
          await renew(page, fault);
          const said = notices(page.getByRole("main")).filter({ hasText: "words" in row ? row.words : "" });
          const again = page.getByRole("main").getByRole("button", { name: "Try again" }).first();
          // Polls go on by themselves within a minute; who does not want to wait asks.
          if (await again.isVisible()) await again.click().catch(() => undefined);
          else await refresh.click().catch(() => undefined);
          await expect(said).toHaveCount(0, { timeout: 60_000 });
          await expect(content).toBeVisible();
        });
        await test.step(`${read}: ${fault}, first`, async () => {
          if (fault === "401") return;
          const row = runReadTable[read]![fault]!;
          await hurried(page, fault === "too slow");
          await sandbox.fault({ operation: runReads[read], ...faults[fault] });
          await page.goto(address);
          await isSaid(notices(page.getByRole("main")), row);
          await expect(content).toHaveCount(0);
          await sandbox.clearFaults();
          await hurried(page, false);
          const again = page.getByRole("main").getByRole("button", { name: "Try again" }).first();
          if (await again.isVisible()) await again.click().catch(() => undefined);
          await expect(content).toBeVisible({ timeout: 60_000 });
        });
      }
    }
  });

  test(`artifacts and how long a run took: words, and that it goes on (${half + 1} of 2)`, async ({ page, sandbox, signIn, pageLog }) => {
    test.slow();
    pageLog.expectFailedRequests();
    await begin(page, sandbox);
    const run = (await listedRuns(sandbox, "is_completed=true&failed_metrics=false")).find((run) => run.artifacts_generated)!;
    await signIn();
    const view = runPage(page);
    for (const fault of mine) {
      await test.step(fault, async () => {
        const row = runReadTable.artifacts![fault]!;
        if (fault !== "401") await sandbox.fault({ operation: "ListEvaluationResults", ...faults[fault] });
        await openRun(page, sandbox, run.id);
        await settled(page);
        await hurried(page, fault === "too slow");
        await sandbox.fault({ operation: "GetArtifacts", ...faults[fault] });
        await view.download.click();
        await decline(page, fault);
        await isSaid(notices(page.locator(".artifacts")), row);
        await expect(view.link).toHaveCount(0);
        // That it is not known how long the run took disturbs nobody.
        await expect(page.getByText("Took about")).toHaveCount(fault === "401" ? 1 : 0);
        await expect(page.locator(".notice").filter({ hasText: "the reasons" })).toHaveCount(0);
        await sandbox.clearFaults();
        await hurried(page, false);
        await renew(page, fault);
        if (fault !== "401") await view.download.click();
        await expect(view.link).toBeVisible({ timeout: 30_000 });
      });
    }
  });

  test(`cancelling: words, asked once, and once more (${half + 1} of 2)`, async ({ page, sandbox, signIn, pageLog }) => {
    test.slow();
    pageLog.expectFailedRequests();
    await begin(page, sandbox);
    await signIn();
    const set = (await listedSets(sandbox))[0]!;
    const view = runPage(page);
    const dialog = cancelDialog(page);
    const yes = dialog.getByRole("button", { name: "Yes, cancel it" });
    for (const fault of writeFaultNames.filter((_, place) => place % 2 === half)) {
      await test.step(fault, async () => {
        const row = runWriteTable.cancel![fault]!;
        const id = await startRun(sandbox, set.id, (await sandbox.token(users.administrator)).id_token);
        await sandbox.advance(1_000);
        await openRun(page, sandbox, id);
        await settled(page);
        await hurried(page, fault === "too slow");
        await view.cancel.click();
        await sandbox.clearRequests();
        await sandbox.fault({ operation: "CancelRun", ...writeFaults[fault] });
        await yes.click();
        await decline(page, fault);
        await isSaid(notices(dialog), row);
        // Only where the server said when, it is sent again: then it was not done.
        if (fault !== "429 that says when") expect((await sandbox.requests("CancelRun")).length).toBeLessThanOrEqual(1);
        await sandbox.clearFaults();
        await hurried(page, false);
        if ("words" in row && !["403", "409"].includes(fault)) {
          await renew(page, fault);
          const again = dialog.getByRole("button", { name: "Try again" });
          if (fault !== "401") await again.click();
          await expect(view.outcome).toContainText(/Cancel requested|Ended early|Failed/, { timeout: 30_000 });
        } else if ("done" in row) {
          await expect(view.outcome).toContainText(/Cancel requested|Ended early|Failed/, { timeout: 30_000 });
        } else {
          await dialog.getByRole("button", { name: "Let it run" }).click();
        }
        // Makes room for the next run of the set.
        await fetch(`${sandbox.api}/v1/northwind/simulation/unit_test_set_run/${id}/`, { method: "DELETE", headers: { authorization: `Bearer ${demoToken}` } });
        await sandbox.advance(20_000);
      });
    }
  });

  test(`starting: words, started once, and once more (${half + 1} of 2)`, async ({ page, sandbox, signIn, pageLog }) => {
    test.slow();
    pageLog.expectFailedRequests();
    await begin(page, sandbox);
    await signIn();
    const busy = new Set((await listedRuns(sandbox, "is_completed=false")).map((run) => run.simulation_unit_test_set_id));
    const earlier = (await listedRuns(sandbox, "is_completed=true")).find((run) => !busy.has(run.simulation_unit_test_set_id) && run.unit_test_run_specs.length > 0)!;
    const unfinished = () => listedRuns(sandbox, `is_completed=false&simulation_unit_test_set_id=${earlier.simulation_unit_test_set_id}`);
    const dialog = startDialog(page);
    const start = dialog.getByRole("button", { name: "Start run" });
    for (const fault of writeFaultNames.filter((_, place) => place % 2 === half)) {
      await test.step(fault, async () => {
        const row = runWriteTable.start![fault]!;
        await openRun(page, sandbox, earlier.id);
        await settled(page);
        await runPage(page).again.click();
        await expect(start).toBeEnabled();
        await hurried(page, fault === "too slow");
        await sandbox.clearRequests();
        await sandbox.fault({ operation: "CreateRun", ...writeFaults[fault] });
        await start.click();
        await decline(page, fault);
        await isSaid(notices(dialog), row);
        if ("done" in row) await expect(page).not.toHaveURL(new RegExp(`/runs/${earlier.id}$`), { timeout: 30_000 });
        if (fault !== "429 that says when") expect((await sandbox.requests("CreateRun")).length).toBeLessThanOrEqual(1);
        await sandbox.clearFaults();
        await hurried(page, false);
        await sandbox.advance(1_000);
        const there = await unfinished();
        if ("done" in row) {
          // The answer was lost, or came to a request that was sent twice: the run was found, and is shown.
          await expect(page).toHaveURL(new RegExp(`/runs/${there[0]!.id}$`), { timeout: 30_000 });
          await expect(dialog).toBeHidden();
        } else if (there.length > 0) {
          await dialog.getByRole("link", { name: /^The run of/ }).first().click();
          await expect(page).toHaveURL(new RegExp(`/runs/${there[0]!.id}$`));
        } else if (fault !== "403") {
          await renew(page, fault);
          if (fault !== "401") await start.click();
          await expect(page).not.toHaveURL(new RegExp(`/runs/${earlier.id}$`), { timeout: 30_000 });
          await expect(runPage(page).outcome).toContainText("In progress", { timeout: 30_000 });
        }
        await sandbox.advance(1_000);
        const all = await unfinished();
        expect(all.length).toBeLessThanOrEqual(1);
        for (const run of all) {
          await fetch(`${sandbox.api}/v1/northwind/simulation/unit_test_set_run/${run.id}/`, { method: "DELETE", headers: { authorization: `Bearer ${demoToken}` } });
        }
        await sandbox.advance(20_000);
      });
    }
  });
}
