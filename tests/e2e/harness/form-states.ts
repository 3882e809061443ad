// Every state of the form of a unit test, and of what asks before something is lost.
import { type Page, expect } from "@playwright/test";
import { creating, fillNew } from "./creating.ts";
import { example, idOf, listed, organization, users } from "./samples.ts";
import type { Scene, State } from "./states.ts";
import { notice, settled } from "./views.ts";
import { changed, fillLeast, forms, metrics, openForm, pick, rich, stored, testForm, unused } from "./writing.ts";

async function onFresh({ page, sandbox, signIn }: Scene): Promise<void> {
  await signIn();
  await openForm(page, forms.fresh(sandbox));
}

/** Opens a test for a change; what it refers to, or what it says, may have been changed behind the API's back. */
async function onEdit({ page, sandbox, signIn }: Scene, change: Record<string, unknown> = {}): Promise<string> {
  const id = await idOf(sandbox, rich);
  await sandbox.putDocument("unit_test", { ...(await stored(sandbox, id)), ...change }, { id });
  await signIn();
  await openForm(page, forms.edit(sandbox, id));
  return id;
}

async function onDelete({ page, sandbox, signIn }: Scene, name: string): Promise<void> {
  await signIn();
  await page.goto(`${sandbox.app}${organization.id}/tests/${await idOf(sandbox, name)}`);
  await settled(page);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Delete this unit test?" })).toBeVisible();
  await expect(page.getByText("Looking for test sets that use it…")).toHaveCount(0);
}

const written = (page: Page) => page.getByText("Not saved yet; a draft is kept in this browser.");

export const formStates: State[] = [
  { name: "the form of a new test", open: onFresh },
  {
    name: "the form, with everything missing",
    async open(scene) {
      await onFresh(scene);
      const form = testForm(scene.page);
      await form.interactions.fill("101");
      await form.addTag.click();
      await form.tag(1).value.fill("a value, without a name!");
      await form.addCriterion.click();
      await pick(form.criterion(2).metric, metrics.number);
      await form.criterion(2).number.fill("many");
      await form.addCriterion.click();
      await pick(form.criterion(3).metric, metrics.category);
      await form.criterion(3).name.fill("");
      await form.save.click();
      await expect(form.problems).toBeFocused();
      await expect(form.problems.getByRole("listitem").nth(11)).toBeVisible();
    },
  },
  {
    name: "the form, filled in",
    async open(scene) {
      await onFresh(scene);
      await fillLeast(scene.page, "A test that is filled in");
      const form = testForm(scene.page);
      await form.addTag.click();
      await form.tag(1).name.fill("suite");
      await form.addCriterion.click();
      await pick(form.criterion(2).metric, metrics.category);
      await form.criterion(2).category("Resolved").check();
      await form.criterion(1).remove.click();
      await expect(form.undo).toBeVisible();
    },
  },
  {
    name: "the form, with much that is odd",
    async open(scene) {
      const before = await stored(scene.sandbox, await idOf(scene.sandbox, rich));
      const persona = (await scene.sandbox.document("persona", before.persona_id)) as object;
      await scene.sandbox.putDocument("persona", { ...persona, is_deleted: true }, { id: before.persona_id });
      const [first, , number, category] = before.success_criterions;
      await onEdit(scene, {
        service_version_set_name: "gone",
        success_criterions: [
          first,
          { ...first, criterion: { type: "boolean", expected_value: false } },
          { ...number, criterion: { type: "numerical", verb: ">", threshold: 99 } },
          { ...category, criterion: { type: "categorical", expected_values: ["Resolved", "Vanished without a trace"] } },
          { name: "Of a deleted metric", metric_id: "0123456789abcdef01234567", criterion: { type: "boolean", expected_value: true } },
          { name: "Of the future", metric_id: first!.metric_id, criterion: { type: "ordinal", at_least: "good" } },
        ],
      });
      await testForm(scene.page).description.focus();
      for (const words of ["This contradicts a criterion above", "this number lies outside", "no longer has “Vanished without a trace”", "This persona is deleted. Choose another one."]) {
        await expect(scene.page.getByText(words).first()).toBeVisible();
      }
    },
  },
  {
    name: "the form, with a restored draft that another tab has, too",
    async open(scene) {
      await onEdit(scene);
      const { page } = scene;
      await testForm(page).description.fill("A draft");
      await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }).includes("A draft"))).toBe(true);
      const other = await page.context().newPage();
      await openForm(other, page.url());
      await testForm(other).description.fill("Another draft");
      page.on("dialog", (dialog) => void dialog.accept());
      await page.reload();
      await expect(testForm(page).restored).toBeVisible();
    },
  },
  {
    name: "the form, with a picker open and its preview",
    async open(scene) {
      await onEdit(scene);
      const { persona } = testForm(scene.page);
      await persona.click();
      await persona.press("ArrowDown");
      await expect(scene.page.getByRole("listbox").getByRole("option").first()).toBeVisible();
      await expect(scene.page.getByRole("group", { name: /^About / })).toContainText("Background");
    },
  },
  {
    name: "the form, with a picker that finds nothing",
    async open(scene) {
      await onFresh(scene);
      const { metric } = testForm(scene.page).criterion(1);
      await metric.click();
      await metric.fill("nothing of this name");
      await expect(scene.page.getByText("No metric fits “nothing of this name”.")).toBeVisible();
    },
  },
  {
    name: "the form, with a picker that failed",
    async open(scene) {
      await onFresh(scene);
      await scene.sandbox.fault({ operation: "ListPersonas", kind: "status", status: 400 });
      await testForm(scene.page).persona.click();
      await expect(scene.page.getByRole("option", { name: "Try again" })).toBeVisible();
    },
  },
  {
    name: "the form, while it saves",
    async open(scene) {
      await onEdit(scene);
      await testForm(scene.page).description.fill("On its way");
      await scene.sandbox.fault({ operation: "UpdateUnitTest", kind: "delay", delay_ms: 25_000 });
      await testForm(scene.page).save.click();
      await expect(testForm(scene.page).save).toHaveText("Saving…");
    },
  },
  {
    name: "the form, with saving failed",
    async open(scene) {
      await onEdit(scene);
      await testForm(scene.page).description.fill("Refused");
      await scene.sandbox.fault({ operation: "UpdateUnitTest", kind: "status", status: 503 });
      await testForm(scene.page).save.click();
      await expect(testForm(scene.page).outcome).toContainText("The API is being maintained", { ignoreCase: true });
    },
  },
  {
    name: "the form of somebody who may not save",
    async open(scene) {
      await scene.sandbox.permissions(users.owner, { revoke: ["Simulation:CreateSimulationUnitTest"] });
      await onFresh(scene);
      await fillLeast(scene.page, "Not allowed");
      await testForm(scene.page).save.click();
      await expect(testForm(scene.page).save).toBeDisabled();
    },
  },
  {
    name: "the form of somebody who may not create the persona that is typed",
    async open(scene) {
      await scene.sandbox.permissions(users.owner, { revoke: ["Simulation:CreateSimulationPersona"] });
      await onFresh(scene);
      await fillNew(scene.page, "persona", "Not allowed");
      await creating(scene.page, "persona").create.click();
      await expect(creating(scene.page, "persona").create).toBeDisabled();
      await creating(scene.page, "persona").cancel.click();
      await expect(creating(scene.page, "persona").why).toBeVisible();
    },
  },
  {
    name: "the form of a test that was deleted meanwhile",
    async open(scene) {
      const id = await onEdit(scene);
      await testForm(scene.page).description.fill("Too late");
      await scene.sandbox.putDocument("unit_test", { ...(await stored(scene.sandbox, id)), is_deleted: true }, { id });
      await testForm(scene.page).save.click();
      await expect(scene.page.getByRole("button", { name: "Save as a new test" })).toBeVisible();
    },
  },
  {
    name: "the choice between mine and theirs",
    async open(scene) {
      const id = await onEdit(scene);
      const form = testForm(scene.page);
      await form.description.fill("Mine, with a_very_long_word_that_does_not_break_anywhere_however_narrow_the_window_may_be");
      await form.criterion(1).remove.click();
      await changed(scene.sandbox, id, { description: "Theirs", tags: { suite: "another", long_long_long_long_long_long_long_long: null }, max_interactions: 3, persona_id: example.persona.id, success_criterions: (await stored(scene.sandbox, id)).success_criterions.slice(1, 3) });
      await form.save.click();
      await expect(scene.page.getByRole("dialog", { name: "Somebody changed this test meanwhile" })).toBeVisible();
      await expect(scene.page.getByRole("dialog").getByRole("group")).toHaveCount(5);
    },
  },
  {
    name: "the question before leaving",
    async open(scene) {
      await onFresh(scene);
      await testForm(scene.page).name.fill("Unsaved");
      await expect(written(scene.page)).toBeVisible();
      await testForm(scene.page).cancel.click();
      await expect(scene.page.getByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
    },
  },
  { name: "the question before deleting", open: (scene) => onDelete(scene, unused) },
  {
    name: "the question before deleting, of a test in use",
    async open(scene) {
      await onDelete(scene, example.name);
      await expect(scene.page.getByRole("dialog")).toContainText("Onboarding - full");
    },
  },
  {
    name: "the form of a hostile test",
    async open({ page, sandbox, signIn }) {
      await sandbox.reset({ seed: "edge" });
      await signIn();
      const all = await listed(sandbox);
      const longest = all.filter((test) => typeof test.name === "string" && test.tags?.length === 2).sort((one, other) => other.name.length - one.name.length)[0]!;
      await openForm(page, forms.copy(sandbox, longest.id));
      const form = testForm(page);
      await form.save.focus();
      await form.service.click();
      await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
      await page.keyboard.press("Escape");
      await pick(form.criterion(1).metric, "Edge metric with fifty categories");
      await expect(form.criterion(1).category("<49> category 49")).toBeVisible();
    },
  },
  {
    name: "the form of a test that is not there",
    async open({ page, sandbox, signIn }) {
      await signIn();
      await page.goto(forms.copy(sandbox, "0123456789abcdef01234567"));
      await expect(page.getByRole("link", { name: "All unit tests" })).toBeVisible();
    },
  },
  {
    name: "the form of a test that could not be read",
    async open({ page, sandbox, signIn }) {
      await signIn();
      await sandbox.fault({ operation: "ListUnitTests", kind: "status", status: 400 });
      await page.goto(forms.edit(sandbox, "0123456789abcdef01234567"));
      await expect(notice(page, "The API did not accept the request")).toBeVisible();
    },
  },
];
