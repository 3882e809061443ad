// Every state of the pages of test sets, and how to get there.
import { expect } from "@playwright/test";
import { listedSets } from "./runs.ts";
import { example, idOf, users } from "./samples.ts";
import { addTests, found, full, openSetForm, setChanged, setForm, setId, setPage, setsAt, setsList, small, storedSet } from "./sets.ts";
import type { Scene, State } from "./states.ts";
import { notice, section, settled, signInForm } from "./views.ts";
import { rich, unused } from "./writing.ts";

async function onList({ page, sandbox, signIn }: Scene, query = ""): Promise<void> {
  await sandbox.runTime({ frozen: true });
  await signIn();
  await page.goto(setsAt.list(sandbox, query));
  await settled(page);
}

async function onPage({ page, sandbox, signIn }: Scene, change: Record<string, unknown> = {}): Promise<string> {
  await sandbox.runTime({ frozen: true });
  const id = await setId(sandbox, small);
  await sandbox.putDocument("test_set", { ...(await storedSet(sandbox, id)), ...change }, { id });
  await signIn();
  await page.goto(setsAt.page(sandbox, id));
  await expect(setPage(page).members).toBeVisible();
  await settled(page);
  return id;
}

async function onFresh({ page, sandbox, signIn }: Scene): Promise<void> {
  await signIn();
  await openSetForm(page, setsAt.fresh(sandbox));
}

async function onEdit({ page, sandbox, signIn }: Scene, change: Record<string, unknown> = {}): Promise<string> {
  const id = await setId(sandbox, small);
  await sandbox.putDocument("test_set", { ...(await storedSet(sandbox, id)), ...change }, { id });
  await signIn();
  await openSetForm(page, setsAt.edit(sandbox, id));
  return id;
}

const gone = "0123456789abcdef01234567";

export const setStates: State[] = [
  {
    name: "the list of sets",
    async open(scene) {
      await onList(scene);
      await expect(setsList(scene.page).row(full).getByRole("cell").nth(2).getByRole("link")).toBeVisible();
    },
  },
  {
    name: "the list of sets, narrowed in every way",
    async open(scene) {
      const member = await idOf(scene.sandbox, example.name);
      await onList(scene, `?q=full&tag=area:clinic&tag=stage:*&creator=nobody&test=${member}&test=${gone}&sort=oldest`);
      const filters = scene.page.getByRole("button", { name: /^Filters/ });
      if (await filters.isVisible()) await filters.click();
    },
  },
  {
    name: "the list of sets, where last runs could not be read",
    async open(scene) {
      await scene.sandbox.fault({ operation: "ListRuns", kind: "status", status: 403 });
      await onList(scene);
      await expect(scene.page.getByText("Not read").first()).toBeVisible();
    },
  },
  {
    name: "no sets at all",
    async open({ page, sandbox }) {
      const { id_token } = await sandbox.token(users.outsider);
      await page.goto(setsAt.list(sandbox));
      await signInForm(page).token.fill(id_token);
      await signInForm(page).submit.click();
      await expect(page.getByRole("heading", { name: "No test sets yet" })).toBeVisible();
    },
  },
  {
    name: "the list of sets, failed",
    async open(scene) {
      await scene.signIn();
      await scene.sandbox.fault({ operation: "ListTestSets", kind: "status", status: 400 });
      await scene.page.goto(setsAt.list(scene.sandbox));
      await expect(notice(scene.page, "The API did not accept the request for the test sets.")).toBeVisible();
    },
  },
  { name: "a set", open: async (scene) => void (await onPage(scene)) },
  {
    name: "a set with much that is odd",
    async open(scene) {
      const { unit_test_runs } = await storedSet(scene.sandbox, await setId(scene.sandbox, small));
      await onPage(scene, { description: null, tags: [], unit_test_runs: [{ ...unit_test_runs[0], run_count: 1 }, { ...unit_test_runs[1], run_count: 0 }, { unit_test_id: gone, run_count: 3 }] });
    },
  },
  { name: "a deleted set", open: async (scene) => void (await onPage(scene, { is_deleted: true })) },
  {
    name: "a set that is not there",
    async open({ page, sandbox, signIn }) {
      await signIn();
      await page.goto(setsAt.page(sandbox, gone));
      await expect(page.getByRole("heading", { level: 1, name: "This test set is not there" })).toBeVisible();
    },
  },
  {
    name: "a set whose runs could not be read",
    async open(scene) {
      await scene.sandbox.fault({ operation: "ListRuns", kind: "status", status: 400 });
      await onPage(scene);
      await expect(section(scene.page, "Last runs")).toContainText("The API did not accept the request for the runs.");
    },
  },
  {
    name: "the question before a set is deleted",
    async open(scene) {
      await onPage(scene);
      await setPage(scene.page).delete.click();
      await expect(setPage(scene.page).dialog).toBeVisible();
    },
  },
  { name: "the form of a new set", open: onFresh },
  {
    name: "the form of a set, with everything missing",
    async open(scene) {
      await onFresh(scene);
      await setForm(scene.page).save.click();
      await expect(setForm(scene.page).problems).toBeFocused();
    },
  },
  {
    name: "the form of a set, with much that is odd",
    async open(scene) {
      const { unit_test_runs } = await storedSet(scene.sandbox, await setId(scene.sandbox, small));
      const [first] = unit_test_runs;
      await onEdit(scene, { unit_test_runs: [{ ...first, run_count: 1 }, first, { unit_test_id: gone, run_count: 3 }] });
      const form = setForm(scene.page);
      await form.members.nth(1).getByRole("textbox").fill("many");
      await form.members.nth(2).getByRole("button", { name: /^Remove/ }).click();
      await form.undo.click();
      await form.members.nth(0).getByRole("button", { name: /^Remove/ }).click();
      await form.name.fill("");
      await form.save.click();
      await expect(form.problems).toBeFocused();
      await expect(form.undo).toBeVisible();
    },
  },
  {
    name: "unit tests to add to a set",
    async open(scene) {
      await onFresh(scene);
      await setForm(scene.page).add.click();
      await found(scene.page).tick(example.name).check();
      await settled(scene.page);
    },
  },
  {
    name: "unit tests to add to a set, none of which fits",
    async open(scene) {
      await onFresh(scene);
      await setForm(scene.page).add.click();
      await found(scene.page).search.fill("zzz");
      await expect(found(scene.page).dialog.getByRole("heading", { name: "No unit test fits" })).toBeVisible();
    },
  },
  {
    name: "unit tests to add to a set, that could not be read",
    async open(scene) {
      await onFresh(scene);
      await scene.sandbox.fault({ operation: "ListUnitTests", kind: "status", status: 400 });
      await setForm(scene.page).add.click();
      await expect(found(scene.page).dialog).toContainText("The API did not accept the request for the unit tests.");
    },
  },
  {
    name: "the form of a set, filled in",
    async open(scene) {
      await onFresh(scene);
      await setForm(scene.page).name.fill("A set that is filled in");
      await addTests(scene.page, example.name, rich, unused);
      await setForm(scene.page).addTag.click();
    },
  },
  {
    name: "the form of a set, with saving failed",
    async open(scene) {
      await onEdit(scene);
      await setForm(scene.page).description.fill("Refused");
      await scene.sandbox.fault({ operation: "UpdateTestSet", kind: "status", status: 503 });
      await setForm(scene.page).save.click();
      await expect(setForm(scene.page).outcome).toContainText("The API is being maintained");
    },
  },
  {
    name: "the choice between my set and theirs",
    async open(scene) {
      const id = await onEdit(scene);
      const form = setForm(scene.page);
      await form.description.fill("Mine, with a_very_long_word_that_does_not_break_anywhere_however_narrow_the_window_may_be");
      await form.members.first().getByRole("button", { name: /^Remove/ }).click();
      await setChanged(scene.sandbox, id, { name: "Theirs", description: "Theirs", tags: { suite: "another" }, unit_test_runs: [{ unit_test_id: await idOf(scene.sandbox, unused), run_count: 2 }] });
      await form.save.click();
      await expect(scene.page.getByRole("dialog", { name: "Somebody changed this set meanwhile" }).getByRole("group")).toHaveCount(4);
    },
  },
  {
    name: "the list of hostile sets",
    async open(scene) {
      await scene.sandbox.reset({ seed: "edge" });
      await onList(scene);
      await expect(setsList(scene.page).links.first()).toBeVisible();
    },
  },
  {
    name: "the form of a hostile set",
    async open({ page, sandbox, signIn }) {
      await sandbox.reset({ seed: "edge" });
      await signIn();
      const sets = (await listedSets(sandbox)).filter((set) => Array.isArray(set.unit_test_runs));
      const largest = sets.sort((one, other) => other.unit_test_runs.length - one.unit_test_runs.length)[0]!;
      await openSetForm(page, setsAt.copy(sandbox, largest.id));
      await setForm(page).save.focus();
    },
  },
];
