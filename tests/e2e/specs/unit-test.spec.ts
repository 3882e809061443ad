// The page of one unit test: it reads as prose, says what is gone, and survives what is missing.
import { example, idOf, listed, organization } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, fact, notice, section, settled, unitTest } from "../harness/views.ts";
import type { Page } from "@playwright/test";

async function open(page: Page, sandbox: Sandbox, id: string): Promise<void> {
  await page.goto(`${sandbox.app}${organization.id}/tests/${id}`);
}

/** Changes the documented example behind the API's back and opens its page. */
async function openChanged(page: Page, sandbox: Sandbox, change: Record<string, unknown>): Promise<void> {
  const id = await idOf(sandbox, example.name);
  const document = (await sandbox.document("unit_test", id)) as Record<string, unknown>;
  await sandbox.putDocument("unit_test", { ...document, ...change }, { id });
  await open(page, sandbox, id);
  await settled(page);
}

const criterion = (name: string, criterion: unknown, metric = "0123456789abcdef01234567") => ({ name, metric_id: metric, criterion });

test("the documented example reads as prose", async ({ page, signIn, sandbox }) => {
  await signIn();
  await open(page, sandbox, await idOf(sandbox, example.name));
  await expect(unitTest(page).heading(example.name)).toBeVisible();
  await expect(page).toHaveTitle(`${example.name} · ${organization.name} · Simulation Console`);
  await expect(page.getByText(example.description)).toBeVisible();
  const who = section(page, "Who");
  await expect(who).toContainText(`${example.persona.name}as New patient`);
  // The latest of three versions.
  await expect(who).toContainText("a retired choir leader who moved to town");
  await expect(who).toContainText("Latest version (3); a run uses the latest version of its time.");
  await expect(fact(who, "Language")).toHaveText("English");
  await expect(fact(who, "Time zone")).toHaveText("America/New_York");
  const what = section(page, "What happens");
  await expect(what).toContainText(example.scenario.name);
  await expect(what.getByRole("heading", { level: 3 })).toHaveText(["Objective", "Instructions"]);
  await expect(what).toContainText("know how to get back in tomorrow");
  await expect(what).toContainText("Latest version (2)");
  await expect(fact(what, "Speaks first")).not.toHaveText("");
  const against = section(page, "Against what");
  await expect(against).toContainText(example.service.name);
  await expect(fact(against, "Version set")).toHaveText("release");
  await expect(fact(against, "Agent")).toContainText("version 12");
  await expect(fact(against, "Context graph")).toContainText("version 31");
  await expect(fact(against, "At most")).toHaveText("20 interactions, then it fails");
  const passes = section(page, "Passes when");
  await expect(passes.getByRole("listitem")).toHaveText(["Completion Rate is yesJudged by the metric Completion Rate"]);
  const sets = section(page, "Used in test sets");
  await expect(sets.getByRole("listitem")).toHaveText(["Onboarding - full5 conversations a run"]);
  const about = section(page, "About this test");
  await expect(fact(about, "Tags")).toContainText("suite: onboarding");
  await expect(fact(about, "Creator")).not.toContainText("…");
  await expect(fact(about, "Created")).not.toHaveText("");
  await expect(unitTest(page).back).toHaveAttribute("href", /\/northwind\/tests$/);
});

test("criteria of all types and comparisons are sentences", async ({ page, signIn, sandbox }) => {
  await signIn();
  const number = (verb: string, threshold: number) => ({ type: "numerical", verb, threshold });
  const sentences: [unknown, string][] = [
    [criterion("Done", { type: "boolean", expected_value: true }), "Done is yes"],
    [criterion("Rude", { type: "boolean", expected_value: false }), "Rude is no"],
    [criterion("A", number(">=", 4)), "A is at least 4"],
    [criterion("B", number("<=", 2.5)), "B is at most 2.5"],
    [criterion("C", number(">", 1234567)), "C is more than 1,234,567"],
    [criterion("D", number("<", -3)), "D is less than -3"],
    [criterion("E", number("==", 0.1)), "E is exactly 0.1"],
    [criterion("F", number("!=", 7)), "F is anything but 7"],
    [criterion("G", { type: "categorical", expected_values: ["Resolved", "Escalated"] }), "G is one of Resolved, Escalated"],
    [criterion("H", { type: "categorical", expected_values: ["Resolved"] }), "H is Resolved"],
    [criterion("I", { type: "categorical", expected_values: [] }), "I is one of no categories, so nothing can pass"],
    [criterion("J", { type: "ordinal", rank: "good" }), "J is judged by a rule that this version of the console does not know"],
  ];
  await openChanged(page, sandbox, { success_criterions: sentences.map(([document]) => document) });
  const items = section(page, "Passes when").getByRole("listitem");
  await expect(items).toHaveCount(sentences.length);
  for (const [at, [, words]] of sentences.entries()) {
    await expect(items.nth(at)).toContainText(words);
    await expect(items.nth(at)).toContainText("does not exist any more, or you may not see it");
  }
  await expect(section(page, "Passes when")).toContainText("Every criterion must hold in every conversation.");
});

test("what is gone is said where it was", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openChanged(page, sandbox, { service_version_set_name: "retired-set", success_criterions: [], tags: [], description: "" });
  await expect(section(page, "Against what")).toContainText("The service has no version set of this name any more.");
  await expect(fact(section(page, "Against what"), "Version set")).toHaveText("retired-set");
  await expect(section(page, "Passes when")).toContainText("No success criteria");
  await expect(fact(section(page, "About this test"), "Tags")).toHaveText("No tags");
  await expect(page.getByText("No description")).toBeVisible();

  const service = (await sandbox.document("service", example.service.id)) as Record<string, unknown>;
  await sandbox.putDocument("service", { ...service, is_active: false }, { id: example.service.id });
  await page.reload();
  await expect(section(page, "Against what")).toContainText("not in use");
});

test("references that lead nowhere leave the rest of the page whole", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  const gone = "0123456789abcdef01234567";
  await openChanged(page, sandbox, { persona_id: gone, scenario_id: gone, service_id: gone });
  await expect(section(page, "Who")).toContainText("The persona was not found. It may have been deleted, or you may not see it.");
  await expect(section(page, "What happens")).toContainText("The scenario was not found.");
  await expect(section(page, "Against what")).toContainText("This service (0123456789abcdef01234567) does not exist any more");
  await expect(section(page, "Passes when")).toContainText("Completion Rate is yes");
  await expect(section(page, "Used in test sets")).toContainText("Onboarding - full");
});

test("a deleted test stays readable and says that it is deleted", async ({ page, signIn, sandbox }) => {
  await signIn();
  const [deleted] = await listed(sandbox, "is_deleted=true");
  await open(page, sandbox, deleted!.id);
  await expect(unitTest(page).heading(deleted!.name)).toBeVisible();
  await expect(notice(page, "This unit test is deleted. It stays readable, but no new run can use it.")).toBeVisible();
  await expect(section(page, "Used in test sets")).toContainText("No test set uses this test.");
});

test("missing tests and malformed ids are told apart, and both lead back", async ({ page, signIn, sandbox }) => {
  await signIn();
  await sandbox.clearRequests();
  const missing = page.getByRole("heading", { level: 1, name: "This unit test is not there" });
  for (const id of ["123", "not-an-id", "%3Cscript%3E", "E9D0E0F78066F8306B05325", "e9d0e0f78066f8306b053255e9d0", "a%20b"]) {
    await page.goto(`${sandbox.app}${organization.id}/tests/${id}`);
    await expect(missing).toBeVisible();
    await expect(page.getByText("The address is cut or mistyped: a unit test’s id has 24 letters and digits.")).toBeVisible();
  }
  // Nothing is asked for an id that cannot be one.
  expect((await sandbox.requests("ListUnitTests")).filter((request) => /(^|&)id=/.test(request.query))).toEqual([]);
  await open(page, sandbox, "0123456789abcdef01234567");
  await expect(missing).toBeVisible();
  await expect(page.getByText("It does not exist in this organization, or you may not see it")).toBeVisible();
  await unitTest(page).back.click();
  await expect(catalogue(page).row(example.name)).toBeVisible();
});

test("a test that vanishes or appears is noticed by a refresh", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await idOf(sandbox, example.name);
  const document = (await sandbox.document("unit_test", id)) as Record<string, unknown>;
  await open(page, sandbox, id);
  await expect(section(page, "Who")).toContainText("choir leader");
  await sandbox.putDocument("unit_test", { ...document, name: "Renamed meanwhile", max_interactions: 1 }, { id });
  await unitTest(page).refresh.click();
  await expect(unitTest(page).heading("Renamed meanwhile")).toBeVisible();
  await expect(page).toHaveTitle(/^Renamed meanwhile/);
  await expect(fact(section(page, "Against what"), "At most")).toHaveText("1 interaction, then it fails");
  await sandbox.removeDocument("unit_test", id);
  await unitTest(page).refresh.click();
  await expect(page.getByRole("heading", { level: 1, name: "This unit test is not there" })).toBeVisible();
});

test("opening a test asks for little, and opening it again is as quick", async ({ page, signIn, sandbox }) => {
  await signIn();
  await settled(page);
  await sandbox.clearRequests();
  await catalogue(page).links.filter({ hasText: example.name }).click();
  await expect(section(page, "Used in test sets")).toContainText("Onboarding - full");
  await expect(section(page, "Who")).toContainText("choir leader");
  await settled(page);
  const asked = (await sandbox.requests()).filter((request) => request.operation !== null);
  // The test, two versions, its sets, and the one who changed it last, if nobody else did so.
  expect(asked.length, asked.map((request) => request.operation).join()).toBeLessThanOrEqual(6);
});

test("what is deleted is marked, on the page of a test and in the list", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await idOf(sandbox, example.name);
  const { success_criterions } = (await sandbox.document("unit_test", id)) as { success_criterions: { metric_id: string }[] };
  await open(page, sandbox, id);
  await settled(page);
  await expect(page.getByText("Deleted", { exact: true })).toHaveCount(0);
  for (const [kind, of] of [["persona", example.persona.id], ["scenario", example.scenario.id], ["metric", success_criterions[0]!.metric_id]] as const) {
    await sandbox.putDocument(kind, { ...((await sandbox.document(kind, of)) as object), is_deleted: true }, { id: of });
  }
  await page.reload();
  for (const name of ["Who", "What happens", "Passes when"]) await expect(section(page, name).getByText("Deleted", { exact: true })).toBeVisible();
  await unitTest(page).back.click();
  await expect(catalogue(page).row(example.name).getByText("Deleted", { exact: true })).toHaveCount(2);
});

test("a version of nothing is left out", async ({ page, signIn, sandbox }) => {
  await signIn();
  const service = (await sandbox.document("service", example.service.id)) as object;
  await sandbox.putDocument("service", { ...service, agent_id: "" }, { id: example.service.id });
  await open(page, sandbox, await idOf(sandbox, example.name));
  const against = section(page, "Against what");
  await expect(fact(against, "Context graph")).toContainText("version 31");
  await expect(fact(against, "Agent")).toHaveCount(0);
});
