// Putting a test set together: what is sent, what is said where, what is kept, and what others changed.
import type { Page } from "@playwright/test";
import { example, idOf, organization } from "../harness/samples.ts";
import {
  addTests, asSent, found, full, openSetForm, savedSet, setChanged, setForm, setId, setOnce, setPage, setsAt, setsList, setsNamed, setsSent, small, storedSet,
} from "../harness/sets.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue } from "../harness/views.ts";
import { colleague, rich, typed, unused } from "../harness/writing.ts";

const moved = (page: Page) => page.getByRole("dialog", { name: "Somebody changed this set meanwhile" });
const part = (page: Page, name: string) => {
  const group = moved(page).getByRole("group", { name, exact: true });
  return { group, mine: group.getByRole("radio", { name: /^Yours/ }), theirs: group.getByRole("radio", { name: /^Theirs/ }) };
};

test("a set is put together from the catalogue and sent as documented", async ({ page, signIn, sandbox }) => {
  await signIn();
  await page.goto(setsAt.list(sandbox));
  await setsList(page).create.click();
  const form = setForm(page);
  await form.name.fill("  Nightly  ");
  const dialog = found(page);
  await form.add.click();
  await expect(dialog.dialog.getByRole("checkbox", { name: /deleted/ }), "no deleted tests to add").toHaveCount(0);
  await dialog.search.fill("onboarding");
  await dialog.tick(example.name).check();
  await dialog.tick(rich).check();
  await expect(dialog.soFar).toHaveText("In the set: 2 unit tests, 10 conversations a run");
  await dialog.tick(rich).uncheck();
  await dialog.search.fill("");
  await dialog.facet("Service").getByRole("checkbox", { name: "Pharmacy Shop Orders" }).check();
  await dialog.tick(unused).check();
  await expect(page, "the page's own address stays").toHaveURL(/\/sets\/new$/);
  await dialog.done.click();
  await expect(form.add).toBeFocused();
  await expect(form.members).toHaveCount(2);
  await form.member(unused).count.fill("3");
  await expect(form.size).toHaveText("2 unit tests, 8 conversations a run");
  await form.addTag.click();
  await form.form.getByRole("textbox", { name: "Tag" }).fill("stage");
  await form.form.getByRole("textbox", { name: "Value" }).fill("nightly");
  await form.save.click();
  await savedSet(page, "Nightly");
  await expect(page.locator("[aria-live=polite]").last()).toHaveText(/^The test set is created\./);
  expect(await setsSent(sandbox, "CreateTestSet")).toEqual([
    {
      name: "Nightly",
      description: null,
      unit_test_runs: [
        { unit_test_id: await idOf(sandbox, example.name), run_count: 5 },
        { unit_test_id: await idOf(sandbox, unused), run_count: 3 },
      ],
      tags: { stage: "nightly" },
    },
  ]);
  await page.getByRole("link", { name: "All test sets" }).click();
  await expect(setsList(page).row("Nightly")).toBeVisible();
});

test("what is wrong is said at its field and in the summary, once it is left or saved", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openSetForm(page, setsAt.fresh(sandbox));
  const form = setForm(page);
  await form.save.click();
  await expect(form.problems).toBeFocused();
  await expect(form.problems.getByRole("link")).toHaveText(["Name: Give the set a name.", "Unit tests: Add at least one unit test: an empty set cannot run."]);
  await form.problems.getByRole("link").nth(1).click();
  await expect(form.add).toBeFocused();
  await form.name.fill("Checked");
  await addTests(page, example.name, rich, unused);
  await expect(form.problems).toHaveCount(0);
  await form.member(example.name).count.fill("0");
  await form.member(rich).count.fill("a few");
  await form.member(unused).count.fill("1");
  await form.name.focus();
  for (const name of [example.name, rich]) {
    await expect(form.member(name).count).toHaveAccessibleDescription("Type a whole number of at least 1.");
    await expect(form.member(name).count).toHaveAttribute("aria-invalid", "true");
  }
  // One conversation proves little, and is allowed.
  await expect(form.member(unused).count).toHaveAccessibleDescription(/One conversation proves little/);
  await expect(form.member(unused).count).not.toHaveAttribute("aria-invalid", "true");
  await expect(form.size).toHaveText("3 unit tests, at least 1 conversation a run");
  await form.save.click();
  await expect(form.problems.getByRole("link")).toHaveText(["Unit test 1, conversations a run: Type a whole number of at least 1.", "Unit test 2, conversations a run: Type a whole number of at least 1."]);
  expect(await setsSent(sandbox, "CreateTestSet")).toEqual([]);
});

test("all counts are set at once, by the button and by Enter, which does not save", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await setId(sandbox, small);
  const { unit_test_runs } = await storedSet(sandbox, id);
  await openSetForm(page, setsAt.edit(sandbox, id));
  const form = setForm(page);
  await form.allCounts.fill("1");
  await form.setAll.click();
  await expect(form.size).toHaveText(`${unit_test_runs.length} unit tests, ${unit_test_runs.length} conversations a run`);
  await form.allCounts.fill("20");
  await form.allCounts.press("Enter");
  await expect(form.size).toHaveText(`${unit_test_runs.length} unit tests, ${unit_test_runs.length * 20} conversations a run`);
  await expect(page.locator("[aria-live=polite]").last()).toHaveText(/^5 counts are now 20\./);
  expect(await setsSent(sandbox, "UpdateTestSet")).toEqual([]);
  await form.save.click();
  await savedSet(page, small);
  expect(await setsSent(sandbox, "UpdateTestSet")).toEqual([{ unit_test_runs: unit_test_runs.map((one) => ({ ...one, run_count: 20 })) }]);
});

test("only what changed is sent, and a description is cleared by null", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await setId(sandbox, full);
  await openSetForm(page, setsAt.edit(sandbox, id));
  const form = setForm(page);
  await form.save.click();
  await savedSet(page, full);
  expect(await setsSent(sandbox, "UpdateTestSet"), "nothing changed").toEqual([]);
  for (const [change, body] of [
    [() => form.description.fill("Another one "), { description: "Another one" }],
    [() => form.description.fill("  "), { description: null }],
    [() => form.name.fill("Onboarding, renamed"), { name: "Onboarding, renamed" }],
  ] as const) {
    await sandbox.clearRequests();
    await openSetForm(page, setsAt.edit(sandbox, id));
    await change();
    await form.save.click();
    await expect(setPage(page).edit).toBeVisible();
    expect(await setsSent(sandbox, "UpdateTestSet")).toEqual([body]);
  }
  expect(await storedSet(sandbox, id)).toMatchObject({ description: null, name: "Onboarding, renamed" });
});

test("a member that is removed can be put back where it was", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await setId(sandbox, small);
  await openSetForm(page, setsAt.edit(sandbox, id));
  const form = setForm(page);
  const names = await form.members.locator(".name").allTextContents();
  const before = await typed(page);
  await form.members.nth(1).getByRole("button", { name: /^Remove/ }).click();
  await expect(form.members).toHaveCount(names.length - 1);
  await expect(form.members.nth(1).getByRole("textbox")).toBeFocused();
  await form.members.last().getByRole("button", { name: /^Remove/ }).click();
  await form.undo.click();
  await form.undo.click();
  await expect(form.members.locator(".name")).toHaveText(names);
  expect((await typed(page)).map((line) => line.replace(/^member-\d+/, ""))).toEqual(before.map((line) => line.replace(/^member-\d+/, "")));
  await form.save.click();
  await savedSet(page, small);
  expect(await setsSent(sandbox, "UpdateTestSet")).toEqual([]);
});

test("a copy begins with everything, under another name", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await setId(sandbox, full);
  await page.goto(setsAt.page(sandbox, id));
  await setPage(page).duplicate.click();
  await expect(setForm(page).name).toHaveValue(`${full} (copy)`);
  await setForm(page).save.click();
  await savedSet(page, `${full} (copy)`);
  const { description, unit_test_runs, tags } = await storedSet(sandbox, id);
  const copy = await setOnce(sandbox, `${full} (copy)`);
  expect(copy).toMatchObject({ description, unit_test_runs });
  expect(asSent(copy.tags)).toEqual(asSent(tags));
});

test("a name that is taken is said at the name, of a new set and of a renamed one", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  const [id, other] = [await setId(sandbox, small), await setId(sandbox, full)];
  for (const address of [setsAt.copy(sandbox, id), setsAt.edit(sandbox, id)]) {
    await openSetForm(page, address);
    const form = setForm(page);
    await form.name.fill(full);
    await form.save.click();
    await expect(form.problems.getByRole("link")).toHaveText(["Name: Another test set has this name already."]);
    await expect(form.outcome.getByRole("link", { name: "Open that set" })).toHaveAttribute("href", new RegExp(`/sets/${other}$`));
    await form.name.fill(`${full}, mine`);
    await expect(form.name).not.toHaveAttribute("aria-invalid", "true");
    await form.name.fill("");
  }
  expect(await setsNamed(sandbox, full)).toHaveLength(1);
});

test("what the API says of a part stands at the part, members too", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  await openSetForm(page, setsAt.copy(sandbox, await setId(sandbox, small)));
  const form = setForm(page);
  const details = [
    [["body", "description"], "too blunt"],
    [["body", "unit_test_runs", 1, "run_count"], "too many"],
    [["body", "unit_test_runs", 2, "unit_test_id"], "not that one"],
    [["body"], "and more"],
  ].map(([loc, msg]) => ({ type: "value_error", loc, msg, input: null }));
  await sandbox.fault({ operation: "CreateTestSet", kind: "body", status: 422, body: { detail: details }, count: 1 });
  await form.save.click();
  await expect(form.problems).toBeFocused();
  await expect(form.description).toHaveAccessibleDescription(/The API did not accept this: too blunt\./);
  await expect(form.members.nth(1).getByRole("textbox")).toHaveAccessibleDescription(/too many/);
  await expect(form.members.nth(2)).toContainText("not that one");
  await expect(form.outcome).toContainText("and more");
  await form.problems.getByRole("link", { name: /^Unit test 3/ }).click();
  await expect(form.members.nth(2)).toBeFocused();
  await form.save.click();
  await savedSet(page, `${small} (copy)`);
});

test("the member that a 404 means is marked, though the API names none", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  await openSetForm(page, setsAt.fresh(sandbox));
  const form = setForm(page);
  await form.name.fill("With one that goes");
  await addTests(page, example.name, unused);
  await colleague(sandbox, "DELETE", `unit_test/${await idOf(sandbox, unused)}/`);
  await form.save.click();
  await expect(form.outcome).toContainText("The marked ones are the reason");
  await expect(form.member(unused).row).toContainText("This unit test is deleted, or you may not see it. Take it out of the set.");
  await expect(form.member(example.name).row).not.toContainText("deleted");
  await form.member(unused).remove.click();
  await form.save.click();
  await savedSet(page, "With one that goes");
});

test("mine and theirs are chosen part by part, and nothing else is overwritten", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await setId(sandbox, small);
  const before = await storedSet(sandbox, id);
  await openSetForm(page, setsAt.edit(sandbox, id));
  const form = setForm(page);
  await form.description.fill("Mine");
  await form.addTag.click();
  await form.form.getByRole("textbox", { name: "Tag" }).last().fill("mine");
  const theirs = [{ unit_test_id: await idOf(sandbox, unused), run_count: 7 }];
  await setChanged(sandbox, id, { description: "Theirs", name: "Renamed by them", unit_test_runs: theirs });
  await sandbox.clearRequests();
  await form.save.click();
  await expect(moved(page).getByRole("group")).toHaveCount(3);
  expect(await setsSent(sandbox, "UpdateTestSet")).toEqual([]);
  await expect(part(page, "Name").theirs).toBeChecked();
  await expect(part(page, "Description").mine).toBeChecked();
  await expect(part(page, "Unit tests and how often they run").theirs).toBeChecked();
  await expect(part(page, "Unit tests and how often they run").group).toContainText(`${unused} × 7`);
  await part(page, "Name").mine.check();
  await moved(page).getByRole("button", { name: "Save these choices" }).click();
  await savedSet(page, small);
  const after = await storedSet(sandbox, id);
  expect(after).toMatchObject({ name: small, description: "Mine", unit_test_runs: theirs });
  expect(asSent(after.tags)).toEqual({ ...asSent(before.tags), mine: null });
  expect((await setsSent(sandbox, "UpdateTestSet")).map((body) => Object.keys(body).sort())).toEqual([["description", "name", "tags"]]);
});

test("a set that was deleted meanwhile can be saved as a new one", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await setId(sandbox, small);
  await openSetForm(page, setsAt.edit(sandbox, id));
  const form = setForm(page);
  await form.description.fill("Worth keeping");
  await colleague(sandbox, "DELETE", `unit_test_set/${id}`);
  await form.save.click();
  await form.outcome.getByRole("button", { name: "Save as a new set" }).click();
  await expect(form.name).toBeFocused();
  await expect(form.name).toHaveValue(`${small} (copy)`);
  await form.save.click();
  await savedSet(page, `${small} (copy)`);
  expect(await setOnce(sandbox, `${small} (copy)`)).toMatchObject({ description: "Worth keeping" });
});

test("a draft outlives a reload, is discarded with a way back, and is gone once saved", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openSetForm(page, setsAt.fresh(sandbox));
  const form = setForm(page);
  await form.name.fill("Not to be lost");
  await addTests(page, example.name, unused);
  await form.member(unused).count.fill("half");
  const drafts = () => page.evaluate(() => Object.entries({ ...localStorage }).filter(([key]) => key.startsWith("simulation-console.draft")));
  await expect.poll(async () => JSON.stringify(await drafts()).includes("half"), { timeout: 1500 }).toBe(true);
  const before = await typed(page);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await expect(form.restored).toBeVisible();
  expect(await typed(page)).toEqual(before);
  await form.restored.getByRole("button", { name: "Discard the draft" }).click();
  await expect(form.members).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(form.name).toHaveValue("Not to be lost");
  await form.cancel.click();
  await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Stay on this page" }).click();
  await form.member(unused).count.fill("4");
  await form.save.click();
  await savedSet(page, "Not to be lost");
  await expect.poll(drafts).toEqual([]);
});

test("whatever is lost of a create, it is never created twice", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  await openSetForm(page, setsAt.copy(sandbox, await setId(sandbox, small)));
  const form = setForm(page);
  await form.name.fill("Lost and found");
  await sandbox.fault({ operation: "CreateTestSet", kind: "drop_after", count: 1 });
  for (const operation of ["ListTestSets", "SearchTestSets"]) await sandbox.fault({ operation, kind: "status", status: 400 });
  await form.save.click();
  await expect(form.outcome).toContainText("It could not be looked up, either.");
  await sandbox.clearFaults();
  await setOnce(sandbox, "Lost and found");
  await form.save.click();
  await savedSet(page, "Lost and found");
  await setOnce(sandbox, "Lost and found");
});

test("pressing Save twice creates once", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openSetForm(page, setsAt.copy(sandbox, await setId(sandbox, small)));
  await sandbox.fault({ operation: "CreateTestSet", kind: "delay", delay_ms: 800 });
  await setForm(page).save.dblclick();
  await page.keyboard.press("Control+s");
  await savedSet(page, `${small} (copy)`);
  expect(await setsSent(sandbox, "CreateTestSet")).toHaveLength(1);
});

test("the dialog has a list of its own: the catalogue is as it was left", async ({ page, signIn, sandbox }) => {
  await signIn();
  await page.goto(`${sandbox.app}${organization.id}/tests?q=billing`);
  await expect(catalogue(page).search).toHaveValue("billing");
  await page.getByRole("link", { name: "Test sets", exact: true }).click();
  await setsList(page).create.click();
  const dialog = found(page);
  await setForm(page).add.click();
  await expect(dialog.search).toHaveValue("");
  await dialog.search.fill("zzzz");
  await expect(dialog.dialog.getByRole("heading", { name: "No unit test fits" })).toBeVisible();
  await dialog.dialog.getByRole("button", { name: "Clear all" }).click();
  await expect(dialog.ticks.first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog.dialog).toBeHidden();
  await page.goBack();
  await page.goBack();
  await expect(catalogue(page).search).toHaveValue("billing");
});
