// A dialog whose work is under way closes at the second Escape, whatever the page says: what becomes of the work
// is seen all the same, and its button is alive.
import type { Locator, Page } from "@playwright/test";
import { cancelDialog, listedRuns, listedSets, openRun, runPage, startDialog, startRun } from "../harness/runs.ts";
import { idOf, organization, users } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { setPage, setsAt } from "../harness/sets.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue } from "../harness/views.ts";
import { putCopy, unused } from "../harness/writing.ts";

/** A set of which no run goes on. */
async function freeSet(sandbox: Sandbox): Promise<string> {
  const busy = new Set((await listedRuns(sandbox, "is_completed=false")).map((run) => run.simulation_unit_test_set_id));
  return (await listedSets(sandbox)).find((set) => !busy.has(set.id) && set.unit_test_runs.length > 0)!.id;
}

/** Presses the button, and Escape until the browser closes the dialog; then the refusal comes. */
async function leftWhileBusy(page: Page, sandbox: Sandbox, operation: string, dialog: Locator, press: Locator): Promise<void> {
  await sandbox.fault({ operation, kind: "status", status: 400, delay_ms: 3_000, count: 1 });
  await press.click();
  await expect(press).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden({ timeout: 2_500 });
}

test("deleting: the refusal is seen, and it can be tried again", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  const id = "0000000000000000000031aa";
  await putCopy(sandbox, await idOf(sandbox, unused), id, { name: "To be deleted" });
  await page.goto(`${sandbox.app}${organization.id}/tests/${id}`);
  const dialog = page.getByRole("dialog", { name: "Delete this unit test?" });
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const yes = dialog.locator("button[data-kind=danger]");
  await expect(yes).toBeEnabled();
  await leftWhileBusy(page, sandbox, "DeleteUnitTest", dialog, yes);
  await expect(dialog).toContainText("It cannot be deleted", { timeout: 10_000 });
  await yes.click();
  await expect(catalogue(page).table).toBeVisible();
});

test("starting: the refusal is seen, and it can be tried again", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  await page.goto(setsAt.page(sandbox, await freeSet(sandbox)));
  const dialog = startDialog(page);
  await setPage(page).start.click();
  const start = dialog.locator("button[data-kind=primary]");
  await expect(start).toBeEnabled();
  await leftWhileBusy(page, sandbox, "CreateRun", dialog, start);
  // Who opens it meanwhile sees that it goes on.
  await setPage(page).start.click();
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText("The run was not started", { timeout: 10_000 });
  await start.click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f]{24}$/);
});

test("cancelling: the refusal is seen, and it can be tried again", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await sandbox.runTime({ frozen: true });
  await signIn();
  const id = await startRun(sandbox, await freeSet(sandbox), (await sandbox.token(users.administrator)).id_token);
  await sandbox.advance(1_000);
  await openRun(page, sandbox, id);
  const dialog = cancelDialog(page);
  await runPage(page).cancel.click();
  const yes = dialog.locator("button[data-kind=danger]");
  await leftWhileBusy(page, sandbox, "CancelRun", dialog, yes);
  await expect(dialog).toContainText("The run was not cancelled", { timeout: 10_000 });
  await yes.click();
  await expect(runPage(page).outcome).toContainText("Cancel requested");
});

test("starting is refused for good where it is not allowed", async ({ page, signIn, sandbox, pageLog, accessible }) => {
  pageLog.expectFailedRequests();
  await signIn();
  await page.goto(setsAt.page(sandbox, await freeSet(sandbox)));
  const before = (await listedRuns(sandbox)).length;
  const dialog = startDialog(page);
  await setPage(page).start.click();
  const start = dialog.locator("button[data-kind=primary]");
  await sandbox.fault({ operation: "CreateRun", kind: "status", status: 403, count: 1 });
  await start.click();
  await expect(dialog).toContainText("it needs the permission Simulation:CreateSimulationUnitTestSetRun");
  await expect(start).toBeDisabled();
  await expect(start).toHaveAccessibleDescription(/Simulation:CreateSimulationUnitTestSetRun/);
  await expect(dialog.getByRole("button", { name: "Try again" })).toHaveCount(0);
  await accessible();
  await dialog.getByRole("button", { name: "Do not start" }).click();
  expect((await listedRuns(sandbox)).length).toBe(before);
});
