// Nothing is called passed that did not pass: what other servers may answer, and what the console says of it.
import type { Page } from "@playwright/test";
import { type ListedRun, listedRuns, listedSets, openRun, outcomeOf, runAddress, runPage, runsAddress, runsList, startRun } from "../harness/runs.ts";
import { demoToken, users } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { expect, test } from "../harness/test.ts";
import { settled, signInForm } from "../harness/views.ts";

const criterion = (name: string) => ({
  metric_id: "0123456789abcdef01234567",
  success_criterion_name: name,
  success_criterion: { type: "boolean", expected_value: true },
});
const yes = (...ids: string[]) => ids.map((id) => [id, true]);
const results = (...all: unknown[]) => all.map((results) => ({ metric_id: "0123456789abcdef01234567", metric_version: 1, results }));

/** A run of one test, three conversations, three criteria, in which all is well, and what departs from it. The rules in `domain` have more. */
interface Departure {
  what: string;
  spec?: object | null;
  result?: object | null;
  run?: object;
  outcome: string;
}

const whole = yes("a", "b", "c");
const departures: Departure[] = [
  { what: "all is well", outcome: "Passed" },
  { what: "the third criterion has fewer", result: { metric_evaluation_results: results(whole, whole, yes("a")) }, outcome: "Not judged" },
  { what: "the number of conversations is a text", spec: { run_count: "3" }, outcome: "Finished, result unclear" },
  { what: "the criteria are hidden", spec: { metrics_to_evaluate: [] }, result: { metric_evaluation_results: [] }, outcome: "Finished, results not visible to you" },
  { what: "a flag is a text", run: { failed_metrics: "true" }, outcome: "Finished, result unclear" },
  { what: "errors are objects", result: { run_errors: [null, { message: "no answer" }, null] }, outcome: "Errored" },
  { what: "no conversation took place", result: null, outcome: "Ended early" },
];

async function put(sandbox: Sandbox, departure: Departure, place: number): Promise<ListedRun> {
  const [sample] = await listedRuns(sandbox, "is_completed=true");
  const id = `00000000000000000000a${(100 + place).toString()}`;
  const { spec, result } = departure;
  const frozen = { ...sample!.unit_test_run_specs[0], run_count: 3, metrics_to_evaluate: ["Done", "Polite", "Safe"].map(criterion) };
  const came = { unit_test_id: frozen.unit_test_id, metric_evaluation_results: results(whole, whole, whole), run_errors: [null, null, null] };
  const run = {
    ...sample,
    id,
    is_completed: true,
    failed_metrics: false,
    errored: false,
    unit_test_run_specs: [spec === null ? null : { ...frozen, ...spec }],
    unit_test_run_results: [result === null ? null : { ...came, ...result }],
    ...departure.run,
  };
  await sandbox.putDocument("run", run, { id });
  return (await listedRuns(sandbox, `id=${id}`))[0]!;
}

test("a run passed only where each conversation met each criterion", async ({ page, sandbox, signIn, accessible }) => {
  await sandbox.limit("*", null);
  await sandbox.runTime({ frozen: true });
  await signIn();
  for (const [place, departure] of departures.entries()) {
    const run = await put(sandbox, departure, place);
    expect(outcomeOf(run), departure.what).toBe(departure.outcome);
    await openRun(page, sandbox, run.id);
    const view = runPage(page);
    await expect(view.outcome, departure.what).toHaveText(departure.outcome);
    await expect(page, departure.what).toHaveTitle(new RegExp(`^${departure.outcome} · `));
    // What departs in the test itself shows in its row, too.
    const isPassed = departure.spec === undefined && departure.result === undefined;
    await expect(view.rows.first().getByRole("rowheader").locator(".status").first(), departure.what).toHaveText(isPassed ? "Passed" : /^(?!Passed)/);
    if (departure.outcome !== "Passed") await expect(view.note, departure.what).toBeVisible();
  }
  await accessible();
});

test("of a test that was cut short, a criterion that passed is a tick", async ({ page, sandbox, signIn }) => {
  await sandbox.runTime({ frozen: true });
  const two = yes("a", "b");
  const run = await put(sandbox, { what: "the third did not take place", result: { metric_evaluation_results: results(two, two, two) }, outcome: "Ended early" }, 50);
  await signIn();
  await openRun(page, sandbox, run.id);
  await expect(runPage(page).outcome).toHaveText("Ended early");
  const row = runPage(page).rows.first();
  const cells = row.getByRole("cell").locator(".status");
  await expect(cells).toHaveCount(3);
  const drawn = await cells.evaluateAll((all) => all.map((one) => [one.getAttribute("data-meaning"), one.querySelector("svg")!.innerHTML]));
  const amber = await row.getByRole("rowheader").locator(".status[data-meaning=odd] svg").first().innerHTML();
  for (const [meaning, icon] of drawn) {
    expect(meaning).toBe("partly");
    expect(icon, "a tick, no sign of warning").not.toBe(amber);
  }
});

for (const seed of ["demo", "edge"] as const) {
  test(`the list calls each run of ${seed} what its answer says`, async ({ page, sandbox, signIn }) => {
    await sandbox.reset({ seed });
    await sandbox.limit("*", null);
    await sandbox.runTime({ frozen: true });
    const runs = await listedRuns(sandbox);
    await signIn();
    await page.goto(runsAddress(sandbox));
    await settled(page);
    const shown = runs.slice(0, 25);
    const rows = runsList(page).rows;
    const links = () => rows.getByRole("link").evaluateAll((all) => all.map((link) => link.getAttribute("href")!.split("/").at(-1)));
    await expect.poll(async () => (await links()).slice(0, shown.length)).toEqual(shown.map((run) => run.id));
    await expect.poll(async () => (await rows.locator(".outcome").allTextContents()).slice(0, shown.length)).toEqual(shown.map(outcomeOf));
  });
}

async function openAs(page: Page, sandbox: Sandbox, user: string, id: string): Promise<void> {
  const { id_token } = await sandbox.token(user);
  await page.goto(runAddress(sandbox, id));
  await signInForm(page).token.fill(id_token);
  await signInForm(page).submit.click();
  await expect(runPage(page).outcome).toBeVisible();
}

test("a cancelled run whose tests may not be seen did not pass", async ({ page, sandbox, contrary }) => {
  test.skip(contrary, "what a cancelled run of the other server holds is tested by the list");
  await sandbox.runTime({ frozen: true });
  const busy = new Set((await listedRuns(sandbox, "is_completed=false")).map((run) => run.simulation_unit_test_set_id));
  const set = (await listedSets(sandbox)).find((set) => !busy.has(set.id))!;
  const id = await startRun(sandbox, set.id);
  const path = `${sandbox.api}/v1/northwind/simulation/unit_test_set_run/${id}/`;
  expect((await fetch(path, { method: "DELETE", headers: { authorization: `Bearer ${demoToken}` } })).status).toBe(204);
  await sandbox.advance(30_000);
  expect((await listedRuns(sandbox, `id=${id}`))[0]!.is_completed).toBe(true);
  await sandbox.permissions(users.viewer, { revoke: ["Simulation:GetSimulationUnitTestSet"] });
  await openAs(page, sandbox, users.viewer, id);
  await expect(runPage(page).outcome).toHaveText("Finished, results not visible to you");
  await expect(runPage(page).note).toContainText("can't say whether it passed");
});

test("a run that ended early says how far it came and what failed until then", async ({ page, sandbox, signIn, accessible }) => {
  const early = (await listedRuns(sandbox, "is_completed=true")).find((run) => outcomeOf(run).startsWith("Ended early"))!;
  await signIn();
  await openRun(page, sandbox, early.id);
  await settled(page);
  const view = runPage(page);
  await expect(view.outcome).toHaveText(outcomeOf(early));
  await expect(view.note).toContainText(/cancelled it: the API doesn't tell\./);
  await expect(view.note).toContainText(/It came as far as \d+ of \d+ conversations?\./);
  await expect(view.note).toContainText(/No test had begun\.|\d+ tests? had begun(; (\d+ failed)?(, )?(\d+ could not run)?|, and nothing failed until then)\./);
  const whole = early.unit_test_run_specs.filter((spec) => {
    const result = early.unit_test_run_results.find((result) => result?.unit_test_id === spec.unit_test_id);
    return result && result.metric_evaluation_results.every((one) => one.results.length === spec.run_count);
  });
  await expect(view.progress).toContainText(`${whole.length} of ${early.unit_test_run_specs.length} test`);
  await accessible();
});

for (const isLost of [false, true]) test(`that a run was started is no longer said once it is over${isLost ? ", nor that it was after all" : ""}`, async ({ page, sandbox, signIn, pageLog }) => {
  pageLog.expectFailedRequests();
  await sandbox.runTime({ frozen: true });
  const busy = new Set((await listedRuns(sandbox, "is_completed=false")).map((run) => run.simulation_unit_test_set_id));
  const set = (await listedSets(sandbox)).find((set) => !busy.has(set.id))!;
  await signIn();
  await page.goto(`${sandbox.app}northwind/sets/${set.id}`);
  await page.getByRole("button", { name: "Start run", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Start run" });
  await dialog.getByText("This simulates").waitFor();
  if (isLost) await sandbox.fault({ operation: "CreateRun", kind: "twice", count: 1 });
  await dialog.getByRole("button", { name: "Start run" }).click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f]{24}$/, { timeout: 20_000 });
  const said = page.locator(".notice", { hasText: isLost ? "The answer was lost on the way, but the run was started." : "The run was started." });
  await expect(said).toBeVisible();
  const size = set.unit_test_runs.reduce((sum, member) => sum + member.run_count, 0);
  await sandbox.changeRun(page.url().split("/").at(-1)!, { conversations: size });
  await sandbox.advance(10_000);
  await expect(runPage(page).again).toBeVisible({ timeout: 60_000 });
  await expect(said).toHaveCount(0);
});

test("a run that was over before its lost start was looked for is not denied", async ({ page, sandbox, signIn, pageLog }) => {
  pageLog.expectFailedRequests();
  await sandbox.runTime({ frozen: true });
  const busy = new Set((await listedRuns(sandbox, "is_completed=false")).map((run) => run.simulation_unit_test_set_id));
  const set = (await listedSets(sandbox)).find((set) => !busy.has(set.id))!;
  const size = set.unit_test_runs.reduce((sum, member) => sum + member.run_count, 0);
  await signIn();
  await page.goto(`${sandbox.app}northwind/sets/${set.id}`);
  await page.getByRole("button", { name: "Start run", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Start run" });
  await dialog.getByText("This simulates").waitFor();
  await page.route(/unit_test_set_run\/$/, async (route) => {
    const answer = await route.fetch();
    const { simulation_unit_test_set_run_id: id } = (await answer.json()) as { simulation_unit_test_set_run_id: string };
    await sandbox.changeRun(id, { conversations: size });
    await sandbox.advance(10_000);
    await expect.poll(async () => (await listedRuns(sandbox, `id=${id}`))[0]?.is_completed, { timeout: 30_000 }).toBe(true);
    await route.abort("connectionreset");
  });
  await dialog.getByRole("button", { name: "Start run" }).click();
  await expect(dialog).toContainText("it is not known whether the run was started", { timeout: 20_000 });
  await expect(dialog).toContainText("there is a new one: it may be yours, and over");
  await expect(dialog).not.toContainText("most likely not started");
  await expect(dialog.getByRole("link", { name: "Open the test set" })).toBeVisible();
});
