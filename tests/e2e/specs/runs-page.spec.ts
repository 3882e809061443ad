// The page of one run: how it stands, how far it is, what came of each test, and what may not be seen.
import type { Page } from "@playwright/test";
import { type ListedRun, listedRuns, listedSets, openRun, runAddress, runPage } from "../harness/runs.ts";
import { listed, organization, users } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { expect, test } from "../harness/test.ts";
import { fact, notice, settled, signInForm } from "../harness/views.ts";

const conversations = (run: ListedRun) => run.unit_test_run_specs.reduce((sum, spec) => sum + spec.run_count, 0);
const hasErrors = (run: ListedRun) => run.unit_test_run_results.some((result) => result?.run_errors.some((error) => error !== null));

async function oneOf(sandbox: Sandbox, query: string, is: (run: ListedRun) => boolean = () => true): Promise<ListedRun> {
  const found = (await listedRuns(sandbox, query)).find(is);
  if (!found) throw new Error(`no run fits ${query}`);
  return found;
}

async function nameOfSet(sandbox: Sandbox, run: ListedRun): Promise<string> {
  return (await listedSets(sandbox)).find((set) => set.id === run.simulation_unit_test_set_id)!.name;
}

/** How many conversations of a criterion passed, of those that were judged. */
function judged(run: ListedRun, test: string, at: number): string {
  const result = run.unit_test_run_results.find((result) => result?.unit_test_id === test);
  const results = result!.metric_evaluation_results[at]!.results;
  return `${results.filter(([, passed]) => passed).length} of ${results.length} passed`;
}

test("a run that failed: outcome, progress, who, the set, trouble first", async ({ page, sandbox, signIn, accessible }) => {
  const run = await oneOf(sandbox, "is_completed=true&failed_metrics=true&errored=false", (run) => run.unit_test_run_results.every((result) => result !== null));
  const name = await nameOfSet(sandbox, run);
  await signIn();
  await openRun(page, sandbox, run.id);
  await settled(page);
  const view = runPage(page);
  await expect(view.heading).toHaveText(name);
  await expect(page).toHaveTitle(`Failed · ${name} · ${organization.name} · Simulation Console`);
  await expect(view.outcome).toHaveText("Failed");
  const all = conversations(run);
  await expect(view.progress).toContainText(`${all} of ${all} conversations`);
  await expect(view.progress).toContainText(`${run.unit_test_run_specs.length} of ${run.unit_test_run_specs.length} tests finished`);
  await expect(view.progress).toContainText("Took about");
  await expect(page.getByRole("link", { name: "Test set", exact: true })).toHaveAttribute("href", new RegExp(`/sets/${run.simulation_unit_test_set_id}$`));
  await expect(view.rows).toHaveCount(run.unit_test_run_specs.length);
  await expect(view.rows.first()).toContainText("Did not pass");
  await expect(view.rows.last()).toContainText("Passed");
  // Every criterion of every test, with its numbers.
  const names = new Map((await listed(sandbox, "sort_by=-updated_at")).map((test) => [test.id, test.name]));
  for (const spec of run.unit_test_run_specs) {
    const row = view.row(names.get(spec.unit_test_id)!);
    for (const [at, criterion] of spec.metrics_to_evaluate.entries()) {
      const cell = row.getByRole("listitem").filter({ hasText: `${criterion.success_criterion_name} is` });
      await expect(cell).toContainText(judged(run, spec.unit_test_id, at));
    }
  }
  await expect(view.cancel).toHaveCount(0);
  await expect(view.again).toBeVisible();
  await accessible();
});

test("criteria that all tests share are columns", async ({ page, sandbox, signIn }) => {
  const run = await oneOf(sandbox, "is_completed=true", (run) => run.unit_test_run_results.every((result) => result !== null));
  const document = (await sandbox.document("run", run.id)) as ListedRun & { unit_test_run_specs: unknown[]; unit_test_run_results: unknown[] };
  const criteria = ["Done", "Polite"].map((success_criterion_name, n) => ({
    metric_id: "0123456789abcdef01234567",
    success_criterion_name,
    success_criterion: n ? { type: "numerical", verb: "ge", threshold: 4 } : { type: "boolean", expected_value: true },
  }));
  const specs = document.unit_test_run_specs.slice(0, 2).map((spec, n) => ({ ...spec, run_count: 2, metrics_to_evaluate: criteria.slice(0, n + 1) }));
  const results = specs.map((spec, n) => ({
    unit_test_id: spec.unit_test_id,
    run_errors: n ? [null, "the tool <b>failed</b>"] : [null, null],
    metric_evaluation_results: spec.metrics_to_evaluate.map((criterion) => ({ metric_id: criterion.metric_id, metric_version: 1, results: n ? [["a", true]] : [["a", true], ["b", false]] })),
  }));
  const id = await sandbox.putDocument("run", { ...document, id: "00000000000000000000abcd", unit_test_run_specs: specs, unit_test_run_results: results, failed_metrics: true, errored: true, is_completed: true }, { id: "00000000000000000000abcd" });
  await signIn();
  await openRun(page, sandbox, id);
  await settled(page);
  const view = runPage(page);
  await expect(view.outcome).toHaveText("Failed, with errors");
  await expect(view.results.getByRole("columnheader")).toHaveText(["Unit test", "Done is yes", /^Polite is/]);
  await expect(view.rows.nth(0).getByRole("cell")).toHaveText(["1 of 2 passed", "not a criterion"]);
  // Could not run is not the same as did not pass.
  await expect(view.rows.nth(0)).toContainText("Did not pass");
  await expect(view.rows.nth(1)).toContainText("Could not run");
  await expect(view.rows.nth(1).getByRole("cell")).toHaveText(["1 of 1 passed1 could not run", "1 of 1 passed1 could not run"]);
  await expect(view.rows.nth(1)).toContainText("Conversation 2 could not be run: the tool <b>failed</b>");
});

test("what was frozen is told when somebody wants to know", async ({ page, sandbox, signIn }) => {
  const run = await oneOf(sandbox, "is_completed=true&failed_metrics=false");
  await signIn();
  await openRun(page, sandbox, run.id);
  await settled(page);
  await sandbox.clearRequests();
  const row = runPage(page).rows.first();
  await row.getByText("What was run").click();
  await expect(fact(row, "Persona")).toContainText(/version \d+/);
  await expect(fact(row, "Scenario")).toContainText(/version \d+/);
  await expect(fact(row, "Agent")).toContainText(/version \d+/);
  await expect(fact(row, "Context graph")).toContainText(/version \d+/);
  await expect(fact(row, "At most")).toContainText("interactions, then it fails");
  await settled(page);
  await expect(fact(row, "Persona").locator("[data-state]")).toHaveCount(0);
});

test("opening a run costs at most six requests", async ({ page, sandbox, signIn, contrary }) => {
  test.skip(contrary, "pages of the other server are as short as it likes");
  await sandbox.runTime({ frozen: true });
  for (const query of ["is_completed=false", "is_completed=true"]) {
    const run = await oneOf(sandbox, query);
    if (query.endsWith("false")) await signIn();
    await settled(page);
    await sandbox.clearRequests();
    await openRun(page, sandbox, run.id);
    await settled(page);
    await expect(runPage(page).progress).toContainText(/Running for|Took about/);
    await expect.poll(async () => (await sandbox.requests("ListEvaluationResults")).length).toBeLessThanOrEqual(1);
    const asked = (await sandbox.requests()).filter((request) => request.operation);
    // Polls that come later are not part of opening.
    const polls = asked.filter((request) => request.operation === "ListRuns" && request.query.includes(`id=${run.id}`)).length;
    expect(asked.length - Math.max(0, polls - 1), JSON.stringify(asked.map((request) => request.operation))).toBeLessThanOrEqual(6);
  }
});

async function openAs(page: Page, sandbox: Sandbox, user: string, id: string): Promise<void> {
  const { id_token } = await sandbox.token(user);
  await page.goto(runAddress(sandbox, id));
  await signInForm(page).token.fill(id_token);
  await signInForm(page).submit.click();
  await expect(runPage(page).outcome).toBeVisible();
}

test("tests and results that may not be seen are said to be hidden", async ({ page, sandbox, accessible }) => {
  const run = await oneOf(sandbox, "is_completed=true&failed_metrics=true");
  await sandbox.permissions(users.viewer, { revoke: ["Simulation:GetSimulationUnitTestSet"] });
  await openAs(page, sandbox, users.viewer, run.id);
  await expect(page.getByRole("heading", { name: "Tests and results are not shown" })).toBeVisible();
  await expect(page.getByText("permission Simulation:GetSimulationUnitTestSet. Ask an administrator")).toBeVisible();
  await expect(runPage(page).results).toHaveCount(0);
  await accessible();
});

test("criteria that may not be seen are said to be hidden, and are no failure", async ({ page, sandbox, accessible }) => {
  const run = await oneOf(sandbox, "is_completed=true&failed_metrics=false&errored=false", (run) => !hasErrors(run));
  await sandbox.permissions(users.viewer, { revoke: ["Simulation:GetSimulationUnitTest"] });
  await openAs(page, sandbox, users.viewer, run.id);
  await expect(notice(page, "permission Simulation:GetSimulationUnitTest. Ask an administrator")).toBeVisible();
  // Without results nobody can say that it passed.
  await expect(runPage(page).outcome).toHaveText("Finished, results not visible to you");
  await expect(runPage(page).progress).toContainText("results not visible to you");
  await expect(runPage(page).rows.first()).toContainText("not shown");
  await expect(page.getByRole("main")).not.toContainText(/\d+ of \d+ conversation/);
  await accessible();
});

test("runs that are not there, and addresses that cannot be right", async ({ page, sandbox, signIn, accessible }) => {
  await signIn();
  await page.goto(runAddress(sandbox, "123"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This run is not there");
  await expect(page.getByText("a run’s id has 24 letters and digits")).toBeVisible();
  await page.goto(runAddress(sandbox, "0123456789abcdef01234567"));
  await expect(page.getByText("(permission Simulation:GetSimulationUnitTestSetRun)")).toBeVisible();
  await accessible();
  await runPage(page).back.click();
  await expect(page.getByRole("table", { name: "Runs" })).toBeVisible();
});

test("hostile and broken runs are shown as far as they can be read", async ({ page, sandbox, signIn, accessible }) => {
  await sandbox.reset({ seed: "edge" });
  await sandbox.limit("*", null);
  const runs = await listedRuns(sandbox);
  expect(runs.length).toBeGreaterThan(3);
  await signIn();
  for (const run of runs.slice(0, 12)) {
    await openRun(page, sandbox, run.id);
    await settled(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, run.id).toBe(false);
    await accessible();
  }
  // Pages of an error are folded to their beginning.
  const endless = runs.find((run) => JSON.stringify(run).includes("no-no-no"))!;
  await openRun(page, sandbox, endless.id);
  const folded = page.locator("details.folded").first();
  await expect(folded.locator("p")).toBeHidden();
  await folded.locator("summary").click();
  await expect(folded.locator("p")).toHaveText(/^The tool said: (no-){900}$/);
  await accessible();
});
