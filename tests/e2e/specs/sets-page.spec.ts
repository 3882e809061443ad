// The page of a test set: its members, its size, its last runs, deleting it; and the ways between a test and
// its sets.
import { listedRuns, startDialog } from "../harness/runs.ts";
import { example, idOf, organization, users } from "../harness/samples.ts";
import { full, setChanged, setId, setPage, setsAt, setsList, small, storedSet } from "../harness/sets.ts";
import { expect, test } from "../harness/test.ts";
import { fact, section, settled } from "../harness/views.ts";

test("members with how often each runs, the size, the last runs, and who made it", async ({ page, signIn, sandbox }) => {
  await sandbox.runTime({ frozen: true });
  await signIn();
  const id = await setId(sandbox, full);
  const set = await storedSet(sandbox, id);
  await page.goto(setsAt.list(sandbox));
  await setsList(page).row(full).getByRole("link", { name: full }).click();
  await expect(setPage(page).heading(full)).toBeFocused();
  const conversations = set.unit_test_runs.reduce((sum, member) => sum + member.run_count, 0);
  await expect(setPage(page).size).toHaveText(`${set.unit_test_runs.length} unit tests, ${conversations} conversations a run`);
  const member = setPage(page).member(example.name);
  const wanted = await idOf(sandbox, example.name);
  const count = set.unit_test_runs.find((one) => one.unit_test_id === wanted)!;
  await expect(member.getByRole("cell").nth(0)).toContainText(example.service.name);
  await expect(member.getByRole("cell").nth(1)).toHaveText(String(count.run_count));
  await expect(fact(section(page, "About this set"), "Creator")).toHaveText("Tomas Okafor");
  const runs = await listedRuns(sandbox, `simulation_unit_test_set_id=${id}`);
  const lines = section(page, "Last runs").getByRole("listitem");
  await expect(lines).toHaveCount(Math.min(runs.length, 5));
  await expect(lines.first().getByRole("link")).toHaveAttribute("href", new RegExp(`/runs/${runs[0]!.id}$`));
  await section(page, "Last runs").getByRole("link", { name: "All runs of this set" }).click();
  await expect(page).toHaveURL(new RegExp(`/${organization.id}/runs\\?set=${id}$`));
});

test("from a set to a test, and from the test to the sets that use it", async ({ page, signIn, sandbox }) => {
  await signIn();
  await page.goto(setsAt.page(sandbox, await setId(sandbox, full)));
  await setPage(page).member(example.name).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: example.name })).toBeVisible();
  await section(page, "Used in test sets").getByRole("link", { name: full }).click();
  await expect(setPage(page).heading(full)).toBeFocused();
});

test("opening a set asks for little, and opening it again changes nothing", async ({ page, signIn, sandbox }) => {
  await sandbox.runTime({ frozen: true });
  await signIn();
  const id = await setId(sandbox, full);
  await settled(page);
  await sandbox.clearRequests();
  await page.goto(setsAt.page(sandbox, id));
  await expect(setPage(page).member(example.name)).toBeVisible();
  await expect(section(page, "Last runs").getByRole("listitem").first()).toBeVisible();
  await settled(page);
  const asked = (await sandbox.requests()).map((request) => request.operation).filter(Boolean);
  expect(asked.length, asked.join(", ")).toBeLessThanOrEqual(7);
});

test("a count of 1, a member that is gone, and a count that cannot be read are pointed out", async ({ page, signIn, sandbox }) => {
  const id = await setId(sandbox, small);
  const set = await storedSet(sandbox, id);
  const [first, second] = set.unit_test_runs;
  const members = [{ ...first!, run_count: 1 }, { ...second!, run_count: 0 }, { unit_test_id: "0123456789abcdef01234567", run_count: 4 }];
  await sandbox.putDocument("test_set", { ...set, unit_test_runs: members }, { id });
  await signIn();
  await page.goto(setsAt.page(sandbox, id));
  await expect(setPage(page).size).toHaveText("3 unit tests, at least 5 conversations a run");
  await expect(section(page, "Unit tests in this set")).toContainText("1 test runs only once. One conversation proves little");
  const rows = setPage(page).members.getByRole("row");
  await expect(rows.nth(1)).toContainText("only once");
  await expect(rows.nth(2)).toContainText("unknown");
  await expect(rows.nth(3)).toContainText("does not exist any more, or you may not see it");
});

test("a deleted set stays readable, can be copied, and cannot run", async ({ page, signIn, sandbox }) => {
  const id = await setId(sandbox, small);
  await sandbox.putDocument("test_set", { ...(await storedSet(sandbox, id)), is_deleted: true }, { id });
  await signIn();
  await page.goto(setsAt.page(sandbox, id));
  await expect(page.getByText("This test set is deleted. It stays readable")).toBeVisible();
  await expect(setPage(page).duplicate).toBeVisible();
  for (const gone of [setPage(page).start, setPage(page).edit, setPage(page).delete]) await expect(gone).toBeHidden();
  await page.goto(setsAt.edit(sandbox, id));
  await expect(page.getByText("This test set is deleted and cannot be changed.")).toBeVisible();
});

test("missing sets and malformed ids are told apart, and both lead back", async ({ page, signIn, sandbox }) => {
  await signIn();
  await page.goto(setsAt.page(sandbox, "0123456789abcdef01234567"));
  await expect(page.getByRole("main")).toContainText("It does not exist in this organization, or you may not see it");
  await page.goto(setsAt.page(sandbox, "nonsense"));
  await expect(page.getByRole("main")).toContainText("The address is cut or mistyped: a test set’s id has 24 letters and digits.");
  await page.getByRole("link", { name: "All test sets" }).click();
  await expect(setsList(page).row(full)).toBeVisible();
});

test("what a colleague changes is there after a refresh", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await setId(sandbox, small);
  await page.goto(setsAt.page(sandbox, id));
  await expect(setPage(page).heading(small)).toBeVisible();
  const { unit_test_runs } = await storedSet(sandbox, id);
  await setChanged(sandbox, id, { name: "Adversarial, renamed", unit_test_runs: unit_test_runs.slice(0, 1).map((one) => ({ ...one, run_count: 12 })) });
  await setsList(page).refresh.click();
  await expect(setPage(page).heading("Adversarial, renamed")).toBeVisible();
  await expect(setPage(page).size).toHaveText("1 unit test, 12 conversations a run");
});

test("a set is deleted for good, after its meaning was said", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await setId(sandbox, "Screen readers and text only");
  await page.goto(setsAt.page(sandbox, id));
  await setPage(page).delete.click();
  const { dialog } = setPage(page);
  await expect(dialog).toContainText("There is no way back");
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await expect(dialog).toBeHidden();
  await expect(setPage(page).delete).toBeFocused();
  expect((await storedSet(sandbox, id)).is_deleted).toBe(false);
  await setPage(page).delete.click();
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.locator("[aria-live=polite]").last()).toHaveText(/^The test set is deleted\./);
  await expect(setsList(page).row(full)).toBeVisible();
  await expect(setsList(page).row("Screen readers and text only")).toHaveCount(0);
  expect((await storedSet(sandbox, id)).is_deleted).toBe(true);
});

test("a run that goes on is told of before its set is deleted", async ({ page, signIn, sandbox }) => {
  await sandbox.runTime({ frozen: true });
  await signIn();
  await page.goto(setsAt.page(sandbox, await setId(sandbox, small)));
  await setPage(page).start.click();
  await startDialog(page).getByRole("button", { name: "Start run" }).click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f]{24}$/);
  // Lists may lag behind.
  await expect(async () => {
    await page.goto(setsAt.page(sandbox, await setId(sandbox, small)));
    await expect(section(page, "Last runs").getByRole("listitem").first()).toContainText("In progress", { timeout: 1000 });
  }).toPass({ timeout: 15_000 });
  await setPage(page).delete.click();
  await expect(setPage(page).dialog).toContainText("A run of this set is still going on.");
});

test("a test in use leads to the sets that hold it", async ({ page, signIn, sandbox }) => {
  await signIn();
  await page.goto(`${sandbox.app}${organization.id}/tests/${await idOf(sandbox, example.name)}`);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this unit test?" });
  await expect(dialog.getByRole("button", { name: "Delete for good" })).toBeDisabled();
  await dialog.getByRole("link", { name: full }).click();
  await expect(setPage(page).heading(full)).toBeVisible();
});

test("after a refusal the control stays, disabled, with the permission's name", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await sandbox.permissions(users.owner, { revoke: ["Simulation:DeleteSimulationUnitTestSet"] });
  await signIn();
  const id = await setId(sandbox, small);
  await page.goto(setsAt.page(sandbox, id));
  await setPage(page).delete.click();
  await setPage(page).dialog.getByRole("button", { name: "Delete for good" }).click();
  await expect(setPage(page).dialog).toContainText("Simulation:DeleteSimulationUnitTestSet");
  await setPage(page).dialog.getByRole("button", { name: "Keep it" }).click();
  await expect(setPage(page).delete).toBeDisabled();
  await expect(setPage(page).delete).toHaveAccessibleDescription(/Simulation:DeleteSimulationUnitTestSet/);
  expect((await storedSet(sandbox, id)).is_deleted).toBe(false);
});
