// The console asks for little, and obeys when the API asks for less.
import type { Page } from "@playwright/test";
import { example, idOf, listed } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, expectTests, notice, settled } from "../harness/views.ts";
import { forms, metrics, openForm, pick, ready, rich, testForm } from "../harness/writing.ts";

/** Requests to the API; the browser's own preflights are not the console's. */
async function asked(sandbox: Sandbox, operation?: string) {
  return (await sandbox.requests(operation)).filter((request) => request.operation !== null);
}

async function arrived(page: Page): Promise<void> {
  await expect(catalogue(page).links.first()).toBeVisible();
  await settled(page);
}

test("a cold open asks at most 8 times, and then not at all", async ({ page, signIn, sandbox }) => {
  await page.clock.install();
  await signIn();
  await arrived(page);
  await sandbox.clearRequests();
  await page.reload();
  await arrived(page);
  await expect(catalogue(page).row(example.name)).toContainText(example.persona.name);
  const cold = await asked(sandbox);
  expect(cold.length, cold.map((request) => request.operation).join()).toBeLessThanOrEqual(8);
  await sandbox.clearRequests();
  for (let minute = 0; minute < 30; minute += 5) await page.clock.fastForward("05:00");
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 500))));
  expect(await asked(sandbox)).toEqual([]);
});

test("5,000 tests cost no more than their batches", async ({ page, sandbox, signIn }) => {
  await sandbox.reset({ seed: "large" });
  await signIn();
  await arrived(page);
  await sandbox.clearRequests();
  await page.reload();
  await arrived(page);
  const cold = await asked(sandbox);
  // 24 services by 20, 150 personas and 60 metrics by 50, 260 scenarios by 200, some users, and a few
  // pages more where the server gives short ones.
  expect(cold.length, cold.map((request) => request.operation).join()).toBeLessThanOrEqual(30);
  for (const request of cold) expect(request.path.length + request.query.length).toBeLessThan(8000);
  for (const operation of ["ListServices", "ListPersonas", "ListScenarios", "ListMetrics", "ListUsers"]) {
    const ids = cold.filter((request) => request.operation === operation && !request.query.includes("continuation_token") && !request.query.includes("is_deleted=true"))
      .flatMap((request) => request.query.split("&").filter((pair) => /^(user_)?id=/.test(pair)));
    expect(new Set(ids).size, `${operation} asks for no id twice`).toBe(ids.length);
  }
});

test("a facet costs one list request, and the one that it overtakes is given up", async ({ page, signIn, sandbox }) => {
  await signIn();
  await arrived(page);
  const list = catalogue(page);
  await sandbox.clearRequests();
  await list.choice("Service", example.service.name).check();
  await expect(list.row("Registration - It Is for My Daughter")).toBeVisible();
  await expect(list.table.getByRole("cell", { name: "Billing Questions" })).toHaveCount(0);
  await settled(page);
  const first = (await asked(sandbox)).filter((request) => !request.query.includes("continuation_token"));
  expect(first.map((request) => request.operation)).toEqual(["ListUnitTests"]);

  await list.chips.getByRole("button", { name: "Clear all" }).click();
  await expect(list.table.getByRole("cell", { name: "Billing Questions" }).first()).toBeVisible();
  await settled(page);
  await sandbox.clearRequests();
  await sandbox.fault({ operation: "ListUnitTests", kind: "delay", delay_ms: 3000, count: 1 });
  await list.choice("Service", "Billing Questions").check();
  await expect.poll(async () => (await asked(sandbox)).length).toBe(1);
  await list.choice("Service", "Billing Questions").uncheck();
  await list.choice("Service", example.service.name).check();
  await expectTests(page, 22);
  await expect.poll(async () => (await asked(sandbox)).slice(0, 1).map((request) => request.aborted)).toEqual([true]);
  const starts = (await asked(sandbox)).filter((request) => !request.query.includes("continuation_token"));
  expect(starts.length).toBeLessThanOrEqual(3);
});

test("two quick choices end in the list of both", async ({ page, signIn, sandbox }) => {
  await signIn();
  await arrived(page);
  const list = catalogue(page);
  await sandbox.fault({ operation: "ListUnitTests", kind: "delay", delay_ms: 600 });
  await list.choice("Service", example.service.name).check();
  await list.choice("Service", "Billing Questions").check();
  await expect(list.choice("Service", example.service.name)).toBeChecked();
  await expectTests(page, 39);
});

test("names are asked for once, however often they are shown", async ({ page, signIn, sandbox }) => {
  await signIn();
  await arrived(page);
  const list = catalogue(page);
  await sandbox.clearRequests();
  await list.order.selectOption("Longest not updated");
  const oldest = (await listed(sandbox, "is_deleted=false&sort_by=%2Bupdated_at"))[0]!;
  await expect(list.links.first()).toHaveText(oldest.name);
  await list.choice("Service", "Billing Questions").check();
  await expectTests(page, 17);
  const others = (await asked(sandbox)).filter((request) => request.operation !== "ListUnitTests");
  expect(others.map((request) => request.operation)).toEqual([]);
});

test("coming back to the list soon asks for nothing", async ({ page, signIn, sandbox }) => {
  await signIn();
  await arrived(page);
  await catalogue(page).links.first().click();
  await expect(page.getByRole("heading", { level: 2, name: "Who" })).toBeVisible();
  await settled(page);
  await sandbox.clearRequests();
  await page.getByRole("link", { name: "All unit tests" }).click();
  await arrived(page);
  // The page that is left may still be reading which sets use the test.
  const others = (await asked(sandbox)).filter((request) => request.operation !== "ListTestSets");
  expect(others).toEqual([]);
});

const wishes: [string, () => Record<string, string>][] = [
  ["in seconds", () => ({ "retry-after": "20" })],
  ["as a date", () => ({ "retry-after": new Date(Date.now() + 20_000).toUTCString() })],
];
for (const [name, headers] of wishes) {
  test(`a limit that says when to come back (${name}) is waited for, with a word`, async ({ page, sandbox, pageLog }) => {
    pageLog.expectFailedRequests();
    await page.clock.install();
    await page.goto(`${sandbox.app}sign-in`);
    await page.getByRole("button", { name: "Explore with sample data" }).click();
    await arrived(page);
    const list = catalogue(page);
    await sandbox.fault({ operation: "ListUnitTests", kind: "body", status: 429, body: "slow down", headers: headers(), count: 1 });
    await sandbox.clearRequests();
    await list.choice("Service", example.service.name).check();
    const pause = notice(page, /Waiting for the API, which limits how much can be asked at once\. Going on at \d+:\d+:\d+\./);
    await expect(pause).toBeVisible();
    await expect(list.row(example.name)).toBeVisible();
    await page.clock.runFor(10_000);
    expect((await asked(sandbox)).map((request) => request.status)).toEqual([429]);
    await page.clock.runFor(15_000);
    await expectTests(page, 22);
    await expect(pause).toHaveCount(0);
  });
}

test("the console keeps within the limits by itself", async ({ page, signIn, sandbox }) => {
  await sandbox.limit("ListMetrics", 20);
  await signIn();
  await arrived(page);
  const list = catalogue(page);
  for (let turn = 0; turn < 12; turn++) {
    await list.choice("Service", example.service.name).click();
    await list.refresh.click();
  }
  await arrived(page);
  expect((await sandbox.requests()).filter((request) => request.status === 429)).toEqual([]);
});

test("opening the form of a change asks at most 7 times, and typing not at all", async ({ page, signIn, sandbox, contrary }) => {
  await signIn();
  await arrived(page);
  const id = await idOf(sandbox, rich);
  await page.goto("about:blank");
  await sandbox.clearRequests();
  await openForm(page, forms.edit(sandbox, id));
  await settled(page);
  await expect(page.getByText("Results go from 0 to 20.").or(page.getByText("Results go from 1 to 5.")).first()).toBeVisible();
  const cold = await asked(sandbox);
  // A server that sends short and empty pages is asked for each.
  if (!contrary) expect(cold.length, cold.map((request) => request.operation).join()).toBeLessThanOrEqual(7);
  // Nothing is asked for twice.
  const addresses = cold.map((request) => `${request.path}?${request.query}`);
  expect(new Set(addresses).size).toBe(addresses.length);

  const form = testForm(page);
  // Who comes to a criterion's metric is shown what it is like: each is read once, then.
  for (const number of [1, 2, 3, 4]) {
    await form.criterion(number).metric.focus();
    await expect(form.criterion(number).row.getByRole("group", { name: /^About / })).toContainText("Applied to");
  }
  await expect(form.criterion(4).category("Abandoned")).toBeVisible();
  await settled(page);
  await expect(form.form).not.toContainText("Loading…");
  await sandbox.clearRequests();
  await form.description.focus();
  await page.keyboard.type(" and some more words");
  await form.interactions.pressSequentially("1");
  await form.criterion(2).name.pressSequentially(" more");
  await form.criterion(2).number.pressSequentially(".5");
  await form.addTag.click();
  await page.keyboard.type("typed");
  await form.criterion(1).down.click();
  await form.criterion(2).copy.click();
  await form.undo.or(form.criterion(3).remove).first().click();
  expect((await asked(sandbox)).map((request) => request.operation)).toEqual([]);
});

test("a metric's version is asked for once, however often it is picked", async ({ page, signIn, sandbox, contrary }) => {
  await signIn();
  await arrived(page);
  await openForm(page, forms.fresh(sandbox));
  await ready(page);
  const form = testForm(page);
  await pick(form.criterion(1).metric, metrics.number);
  await expect(form.form.getByText("Results go from 1 to 5.")).toBeVisible();
  const versions = async () => (await asked(sandbox, "ListMetricVersions")).filter((request) => !request.query.includes("continuation_token")).length;
  expect(await versions()).toBe(1);
  await sandbox.clearRequests();
  await form.addCriterion.click();
  await pick(form.criterion(2).metric, metrics.number);
  await expect(form.form.getByText("Results go from 1 to 5.")).toHaveCount(2);
  expect(await versions()).toBe(0);
  // Nor is the list of metrics, which may be asked for 20 times a minute. Where a server kept some back, what is typed is searched there.
  const asks = (await asked(sandbox)).map((request) => request.operation);
  expect(asks.filter((operation) => !contrary || operation !== "SearchMetrics")).toEqual([]);
});
