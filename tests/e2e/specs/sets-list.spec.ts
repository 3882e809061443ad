// The list of test sets: what a row says, searching, filtering, deleted ones, paging, and how sparing it is.
import { listedRuns, listedSets, startDialog } from "../harness/runs.ts";
import { organization, users } from "../harness/samples.ts";
import { full, setId, setsAt, setsList, small, storedSet } from "../harness/sets.ts";
import { expect, test } from "../harness/test.ts";
import { settled, signInForm } from "../harness/views.ts";

test("a row says how large a set is, how its last run went, and who made it", async ({ page, signIn, sandbox }) => {
  await sandbox.runTime({ frozen: true });
  await signIn();
  await page.getByRole("link", { name: "Test sets", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Test sets" })).toBeFocused();
  const list = setsList(page);
  const set = await storedSet(sandbox, await setId(sandbox, full));
  const conversations = set.unit_test_runs.reduce((sum, member) => sum + member.run_count, 0);
  const cells = list.row(full).getByRole("cell");
  await expect(cells.nth(0)).toHaveText(String(set.unit_test_runs.length));
  await expect(cells.nth(1)).toHaveText(String(conversations));
  await expect(cells.nth(3)).toContainText("area: clinic");
  await expect(cells.nth(4)).toHaveText("Tomas Okafor");
  // The last run is a link to it, with its outcome as a word.
  const run = cells.nth(2).getByRole("link");
  await expect(run).toHaveAttribute("href", new RegExp(`/${organization.id}/runs/${set.last_triggered_run_id}$`));
  await expect(run).toHaveText(/^(In progress|Passed|Failed)/);
  // Once each proves little, and a set that never ran says so.
  const once = list.row("Screen readers and text only").getByRole("cell");
  await expect(once.nth(1)).toHaveText("2each test once");
  await expect(once.nth(2)).toContainText("Not run yet");
});

test("all last runs on screen are asked for at once", async ({ page, signIn, sandbox }) => {
  await sandbox.runTime({ frozen: true });
  await signIn();
  await settled(page);
  await sandbox.clearRequests();
  await page.goto(setsAt.list(sandbox));
  await expect(setsList(page).row(full).getByRole("cell").nth(2).getByRole("link")).toBeVisible();
  await settled(page);
  const requests = await sandbox.requests();
  const [runs, ...later] = requests.filter((request) => request.operation === "ListRuns");
  const wanted = new Set<string>();
  for (const { id } of await listedSets(sandbox)) {
    const last = (await storedSet(sandbox, id)).last_triggered_run_id;
    if (last) wanted.add(last);
  }
  const asked = (query: string) => new URLSearchParams(query).getAll("id");
  expect(new Set(asked(runs!.query))).toEqual(wanted);
  // From then on only those that go on are followed.
  const going = new Set((await listedRuns(sandbox, "is_completed=false")).map((run) => run.id));
  for (const { query } of later) expect(asked(query).filter((id) => !going.has(id))).toEqual([]);
  expect(requests.filter((request) => request.operation === "ListTestSets").every((request) => request.query.includes("is_deleted=false"))).toBe(true);
  expect(requests.filter((request) => request.operation !== null).length - later.length, "requests of a cold open").toBeLessThanOrEqual(8);
});

test("search, facets, order and deleted sets stand in the address and come back with it", async ({ page, signIn, sandbox }) => {
  await signIn();
  await page.goto(setsAt.list(sandbox));
  const list = setsList(page);
  await expect(list.row(full)).toBeVisible();
  await list.search.fill("scheduling");
  await expect(list.row("Scheduling - full")).toBeVisible();
  await expect(list.row(small)).toHaveCount(0);
  await expect(page).toHaveURL(/\?q=scheduling$/);
  await list.search.fill("");
  await list.choice("Tag", "regulated").check();
  await expect(list.row(full)).toHaveCount(0);
  await expect(list.row("Refills - pharmacist's board")).toBeVisible();
  await expect(page).toHaveURL(/tag=regulated/);
  await page.reload();
  await expect(list.choice("Tag", "regulated")).toBeChecked();
  await list.chip("Tag: regulated").click();
  await expect(list.row(full)).toBeVisible();
  await list.order.selectOption("oldest");
  const names = (await listedSets(sandbox)).map((set) => set.name).reverse();
  await expect(list.links).toHaveText(names);
  await list.deleted.check();
  await expect(list.links).toHaveText(["Pilot 2025"]);
  // A deleted set cannot run again.
  await expect(list.table.getByRole("button", { name: /^Start run/ })).toHaveCount(0);
  await page.goBack();
  await expect(list.links).toHaveText(names);
});

test("sets that hold a test are found by it", async ({ page, signIn, sandbox }) => {
  await signIn();
  const set = await storedSet(sandbox, await setId(sandbox, small));
  const member = set.unit_test_runs[0]!.unit_test_id;
  await page.goto(setsAt.list(sandbox, `?test=${member}`));
  const holders = (await listedSets(sandbox)).filter((one) => one.unit_test_runs.some((run) => run.unit_test_id === member)).map((one) => one.name);
  await expect(setsList(page).links).toHaveText(holders);
});

test("more sets come when the end is near", async ({ page, signIn, sandbox }) => {
  const set = await storedSet(sandbox, await setId(sandbox, small));
  for (let at = 0; at < 45; at++) {
    const id = `00000000000000000000${(0x3000 + at).toString(16)}`;
    await sandbox.putDocument("test_set", { ...set, id, name: `One of many ${at}`, last_triggered_run_id: null }, { id });
  }
  await signIn();
  await page.goto(setsAt.list(sandbox));
  const all = (await listedSets(sandbox)).length;
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(page.getByText(`${all} test sets`, { exact: true })).toBeVisible({ timeout: 250 });
  }).toPass({ timeout: 10_000 });
});

test("a run is started from its row, after its size was said", async ({ page, signIn, sandbox }) => {
  await signIn();
  await page.goto(setsAt.list(sandbox));
  const before = (await listedRuns(sandbox)).length;
  const set = await storedSet(sandbox, await setId(sandbox, small));
  const conversations = set.unit_test_runs.reduce((sum, member) => sum + member.run_count, 0);
  await setsList(page).row(small).getByRole("button", { name: `Start run: ${small}` }).click();
  await expect(startDialog(page)).toContainText(String(conversations));
  await startDialog(page).getByRole("button", { name: "Start run" }).click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f]{24}$/);
  // Lists may lag behind.
  await expect.poll(async () => (await listedRuns(sandbox)).length).toBe(before + 1);
});

test("a last run that is hidden or could not be read is told apart from none", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  await sandbox.fault({ operation: "ListRuns", kind: "status", status: 403 });
  await page.goto(setsAt.list(sandbox));
  const cell = setsList(page).row(full).getByRole("cell").nth(2);
  await expect(cell).toContainText("Not read (You may not see the runs. Ask an administrator");
  await expect(setsList(page).row("Screen readers and text only").getByRole("cell").nth(2)).toContainText("Not run yet");
});

test("somebody who may see no sets is told why there may be none", async ({ page, sandbox }) => {
  const { id_token } = await sandbox.token(users.outsider);
  await page.goto(setsAt.list(sandbox));
  await signInForm(page).token.fill(id_token);
  await signInForm(page).submit.click();
  await expect(page.getByRole("heading", { name: "No test sets yet" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Simulation:GetSimulationUnitTestSet");
});
