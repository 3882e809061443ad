// The list of runs: what it tells, what it can be filtered by, and that all of it stands in the address.
import { listedRuns, listedSets, outcomeOf, runsAddress, runsList, startDialog } from "../harness/runs.ts";
import { organization, users } from "../harness/samples.ts";
import { expect, test } from "../harness/test.ts";
import { notice, settled, signInForm } from "../harness/views.ts";

test("rows tell set, outcome, progress, creator and start, the latest first", async ({ page, sandbox, signIn, accessible }) => {
  await sandbox.runTime({ frozen: true });
  const runs = await listedRuns(sandbox);
  const sets = new Map((await listedSets(sandbox)).map((set) => [set.id, set.name]));
  await signIn();
  await page.getByRole("link", { name: "Runs", exact: true }).click();
  const list = runsList(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Runs");
  await settled(page);
  await expect(list.table.getByRole("columnheader")).toHaveText(["Test set", "Outcome", "Progress", "Creator", "Started"]);
  for (const [at, run] of runs.slice(0, 8).entries()) {
    const row = list.rows.nth(at);
    const link = row.getByRole("link");
    await expect(link).toHaveAttribute("href", new RegExp(`/runs/${run.id}$`));
    const set = sets.get(run.simulation_unit_test_set_id);
    if (set) await expect(link).toHaveText(set);
    if (outcomeOf(run) === "Passed") {
      const tests = run.unit_test_run_specs.length;
      await expect(row).toContainText(`${tests} of ${tests === 1 ? "1 test" : `${tests} tests`} finished`);
    }
    await expect(row.locator(".outcome")).toHaveText(outcomeOf(run));
  }
  await expect(list.rows.first().getByRole("cell").nth(2)).not.toContainText("…");
  await accessible();
});

test("filters ask for what the API documents, and stand in the address", async ({ page, sandbox, signIn }) => {
  const runs = await listedRuns(sandbox);
  const set = (await listedSets(sandbox)).find((set) => runs.some((run) => run.simulation_unit_test_set_id === set.id))!;
  await signIn();
  await page.goto(runsAddress(sandbox));
  const list = runsList(page);
  await settled(page);
  await expect(list.rows.first()).toBeVisible();
  // A request that was overtaken may reach the server after the one that overtook it: which comes last says nothing.
  const isAsked = (filters: Record<string, string[]>) => expect.poll(async () => {
    const asked = (await sandbox.requests("ListRuns")).map((request) => new URLSearchParams(request.query));
    const filter = ["simulation_unit_test_set_id", "is_completed", "failed_metrics", "errored", "sort_by"];
    const isLike = (query: URLSearchParams) => filter.every((key) => {
      return key === "sort_by" && !(key in filters) || String(query.getAll(key)) === String(filters[key] ?? []);
    });
    return asked.some((query) => query.has("sort_by") && isLike(query));
  }, JSON.stringify(filters)).toBe(true);
  const more = list.facet("Test set").getByRole("button", { name: /more/ });
  if (await more.isVisible()) await more.click();
  await list.choice("Test set", set.name).check();
  await expect(page).toHaveURL(new RegExp(`[?&]set=${set.id}`));
  await isAsked({ simulation_unit_test_set_id: [set.id] });
  await list.choice("Test set", set.name).uncheck();
  await list.choice("A test failed", "yes").check();
  await list.choice("Progress", "over").check();
  await list.choice("Errors", "no").check();
  await expect(page).toHaveURL(/completed=yes&failing=yes&errored=no/);
  await isAsked({ is_completed: ["true"], failed_metrics: ["true"], errored: ["false"] });
  const expected = runs.filter((run) => run.is_completed && run.failed_metrics && !run.errored);
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(page.getByText(`${expected.length} runs`, { exact: true }).first()).toBeVisible({ timeout: 300 });
  }).toPass({ timeout: 20_000 });
  await page.evaluate(() => scrollTo(0, 0));
  await expect(list.rows.first().locator(".outcome")).toHaveText(/^(Failed|Ended early, with failures)$/);
  // Of yes and no only one can be chosen: the other takes its place.
  await list.choice("A test failed", "no").check();
  await expect(list.choice("A test failed", "yes")).not.toBeChecked();
  await expect(page).toHaveURL(/failing=no/);
  await list.chip("A test failed: no").click();
  await expect(page).not.toHaveURL(/failing/);
  await list.order.selectOption("oldest");
  await expect(page).toHaveURL(/sort=oldest/);
  await isAsked({ is_completed: ["true"], errored: ["false"], sort_by: ["+created_at"] });
  // A link shows the same.
  await page.reload();
  await settled(page);
  await expect(list.choice("Progress", "over")).toBeChecked();
  await expect(list.choice("Errors", "no")).toBeChecked();
});

test("days are those of the person, and the last one is whole", async ({ page, sandbox, signIn }) => {
  await signIn();
  await page.goto(runsAddress(sandbox));
  await settled(page);
  const list = runsList(page);
  await page.getByRole("textbox", { name: "Started on or after" }).fill("2026-10-24");
  await page.getByRole("textbox", { name: "Started on or after" }).blur();
  await page.getByRole("textbox", { name: "Started on or before" }).fill("2026-10-25");
  await page.getByRole("textbox", { name: "Started on or before" }).blur();
  await expect(page).toHaveURL(/from=2026-10-24&to=2026-10-25/);
  const asked = async () => (await sandbox.requests("ListRuns")).filter((request) => request.query.includes("created_before"));
  await expect.poll(async () => (await asked()).length).toBeGreaterThan(0);
  await settled(page);
  const query = new URLSearchParams((await asked()).at(-1)!.query);
  // Berlin leaves summer time on the second day.
  expect(query.get("created_after")).toBe("2026-10-23T22:00:00.000Z");
  expect(query.get("created_before")).toBe("2026-10-25T22:59:59.999999Z");
  await page.getByRole("textbox", { name: "Started on or before" }).fill("2026-10-01");
  await page.getByRole("textbox", { name: "Started on or before" }).blur();
  await expect(page.getByText("The first day is after the last one")).toBeVisible();
  await page.getByRole("button", { name: "Clear all" }).first().click();
  await settled(page);
  await expect(list.rows.first()).toBeVisible();
  await expect(page).not.toHaveURL(/from=/);
});

test("all runs can be reached, page after page", async ({ page, sandbox, signIn }) => {
  const runs = await listedRuns(sandbox);
  await signIn();
  await page.goto(runsAddress(sandbox));
  await settled(page);
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(page.getByText(`${runs.length} runs`, { exact: true }).first()).toBeVisible({ timeout: 300 });
  }).toPass({ timeout: 20_000 });
});

test("what an address says wrongly is named, and kept out", async ({ page, sandbox, signIn }) => {
  await signIn();
  await page.goto(runsAddress(sandbox, "?completed=maybe&from=yesterday"));
  await expect(notice(page, "completed=maybe, from=yesterday")).toBeVisible();
  await expect(runsList(page).rows.first()).toBeVisible();
});

test("without runs, and without the permission, the list says so", async ({ page, sandbox, accessible }) => {
  const { id_token } = await sandbox.token(users.outsider);
  await page.goto(`${sandbox.app}${organization.id}/runs`);
  await signInForm(page).token.fill(id_token);
  await signInForm(page).submit.click();
  await expect(page.getByRole("heading", { name: "No runs yet" })).toBeVisible();
  await expect(page.getByText("permission Simulation:GetSimulationUnitTestSetRun")).toBeVisible();
  await accessible();
});

test("a run is started from the list: which set, how many conversations, then its page", async ({ page, sandbox, signIn, accessible }) => {
  const runs = await listedRuns(sandbox, "is_completed=false");
  const set = (await listedSets(sandbox)).find((set) => !runs.some((run) => run.simulation_unit_test_set_id === set.id) && set.unit_test_runs.length > 1)!;
  const size = set.unit_test_runs.reduce((sum, member) => sum + member.run_count, 0);
  await signIn();
  await page.goto(runsAddress(sandbox));
  await runsList(page).start.click();
  const dialog = startDialog(page);
  await expect(dialog.getByRole("button", { name: "Start run" })).toBeDisabled();
  await dialog.getByRole("combobox", { name: "Test set" }).fill(set.name);
  await dialog.getByRole("option", { name: new RegExp(set.name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")) }).first().click();
  await expect(dialog.getByText(`This simulates ${size} conversations, of ${set.unit_test_runs.length} unit tests.`)).toBeVisible();
  await accessible();
  expect(await sandbox.requests("CreateRun")).toEqual([]);
  await dialog.getByRole("button", { name: "Start run" }).dblclick();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f]{24}$/);
  await expect(notice(page, "The run was started.").first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: set.name })).toBeVisible();
  const sent = await sandbox.requests("CreateRun");
  expect(sent.map((request) => [request.status, request.body])).toEqual([[201, { simulation_unit_test_set_id: set.id }]]);
});
