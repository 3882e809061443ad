// Every write × every fault: what is said, what is kept, what leads on, and that nothing is written
// twice. The table is in harness/fault-table.ts.
import type { Page } from "@playwright/test";
import { type WriteFaultName, type WriteName, type WriteRow, writeFaults, writeTable, writes } from "../harness/fault-table.ts";
import { type Thing, creating, fillNew, onlyThing, thingsNamed, typedIn } from "../harness/creating.ts";
import { demoToken, idOf, listed, organization } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { asSent, openSetForm, savedSet, setChanged, setForm, setId, setOnce, setPage, setsAt, setsList, setsNamed, small, storedSet } from "../harness/sets.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, signInDialog, signInForm } from "../harness/views.ts";
import { changed, forms, named, once, openForm, putCopy, ready, rich, savedAs, stored, testForm, typed, unused } from "../harness/writing.ts";

const faultNames = Object.keys(writeFaults) as WriteFaultName[];
const writeNames = Object.keys(writes) as WriteName[];

test("the table has a row for every write and every fault", () => {
  const missing = writeNames.flatMap((write) => faultNames.filter((fault) => {
    const row = writeTable[write]?.[fault];
    return !row || ("done" in row ? !row.done : !row.words || !row.advice);
  }).map((fault) => `${write} × ${fault}`));
  expect(missing).toEqual([]);
});

/** A page on which a write is tried. */
interface Place {
  /** Opens it afresh, ready to write. */
  open(fault: WriteFaultName): Promise<void>;
  press(): Promise<void>;
  said: ReturnType<Page["locator"]>;
  /** The field that a row names, where another one of the page has its name, too. */
  named?: ReturnType<Page["locator"]>;
  /** What must be the same after the fault as before it. */
  kept(): Promise<unknown>;
  /** Waits until it is written, and looks that it was written once. */
  written(fault: WriteFaultName): Promise<void>;
  /** Looks that it is not written. */
  unwritten(fault: WriteFaultName): Promise<void>;
}
type Make = (page: Page, sandbox: Sandbox) => Promise<Place>;

const creates: Make = async (page, sandbox) => {
  const source = await idOf(sandbox, rich);
  const form = testForm(page);
  const name = (fault: WriteFaultName) => `Written once: ${fault}`;
  return {
    async open(fault) {
      await openForm(page, forms.copy(sandbox, source));
      await form.name.fill(name(fault));
      await form.description.fill("“Kept” to the last character 初診");
    },
    press: () => form.save.click(),
    said: form.outcome,
    kept: () => typed(page),
    async written(fault) {
      await savedAs(page, name(fault));
      const test = await once(sandbox, name(fault));
      const { success_criterions, tags, persona_id } = await stored(sandbox, source);
      expect(test).toMatchObject({ persona_id, description: "“Kept” to the last character 初診" });
      expect(test.success_criterions).toHaveLength(success_criterions.length);
      expect(test.tags).toHaveLength(tags.length);
    },
    unwritten: async (fault) => expect(await named(sandbox, name(fault))).toEqual([]),
  };
};

const updates: Make = async (page, sandbox) => {
  const id = await idOf(sandbox, rich);
  const form = testForm(page);
  const before = await stored(sandbox, id);
  return {
    async open(fault) {
      await changed(sandbox, id, { description: before.description });
      await openForm(page, forms.edit(sandbox, id));
      await form.description.fill(`Changed once: ${fault}`);
    },
    press: () => form.save.click(),
    said: form.outcome,
    kept: () => typed(page),
    async written(fault) {
      await savedAs(page, rich);
      // An answer that says yes is believed.
      const words = fault === "another contract version" ? before.description : `Changed once: ${fault}`;
      const { updated_at: _at, updated_by: _by, ...test } = (await stored(sandbox, id)) as unknown as Record<string, unknown>;
      const { updated_at, updated_by, ...rest } = before as unknown as Record<string, unknown>;
      expect(test).toEqual({ ...rest, description: words });
    },
    unwritten: async () => expect((await stored(sandbox, id)).description).toBe(before.description),
  };
};

const deletes: Make = async (page, sandbox) => {
  const source = await idOf(sandbox, unused);
  const ids = new Map<string, string>();
  for (const [at, fault] of faultNames.entries()) {
    const id = `00000000000000000000${(0x1000 + at).toString(16)}`;
    ids.set(fault, await putCopy(sandbox, source, id, { name: `To be deleted: ${fault}` }));
  }
  const dialog = page.getByRole("dialog", { name: "Delete this unit test?" });
  const isDeleted = async (fault: WriteFaultName) => (await stored(sandbox, ids.get(fault)!)).is_deleted;
  return {
    async open(fault) {
      await page.goto(`${sandbox.app}${organization.id}/tests/${ids.get(fault)}`);
      await page.getByRole("button", { name: "Delete", exact: true }).click();
      await expect(dialog.getByRole("button", { name: "Delete for good" })).toBeEnabled();
    },
    press: () => dialog.getByRole("button", { name: "Delete for good" }).click(),
    said: dialog,
    kept: () => dialog.locator(".subject").textContent(),
    async written(fault) {
      await expect(catalogue(page).table).toBeVisible();
      await expect(dialog).toBeHidden();
      // An answer that says yes is believed.
      const acted = fault !== "another contract version";
      expect(await isDeleted(fault)).toBe(acted);
    },
    unwritten: async (fault) => expect(await isDeleted(fault)).toBe(false),
  };
};

const createsSet: Make = async (page, sandbox) => {
  const source = await setId(sandbox, small);
  const form = setForm(page);
  const name = (fault: WriteFaultName) => `Written once: ${fault}`;
  return {
    async open(fault) {
      await openSetForm(page, setsAt.copy(sandbox, source));
      await form.name.fill(name(fault));
      await form.description.fill("“Kept” to the last character 初診");
    },
    press: () => form.save.click(),
    said: form.outcome,
    kept: () => typed(page),
    async written(fault) {
      await savedSet(page, name(fault));
      const set = await setOnce(sandbox, name(fault));
      const { unit_test_runs, tags } = await storedSet(sandbox, source);
      expect(set).toMatchObject({ unit_test_runs, description: "“Kept” to the last character 初診" });
      expect(asSent(set.tags)).toEqual(asSent(tags));
    },
    unwritten: async (fault) => expect(await setsNamed(sandbox, name(fault))).toEqual([]),
  };
};

const updatesSet: Make = async (page, sandbox) => {
  const id = await setId(sandbox, small);
  const form = setForm(page);
  const before = await storedSet(sandbox, id);
  return {
    async open(fault) {
      await setChanged(sandbox, id, { description: before.description });
      await openSetForm(page, setsAt.edit(sandbox, id));
      await form.description.fill(`Changed once: ${fault}`);
    },
    press: () => form.save.click(),
    said: form.outcome,
    kept: () => typed(page),
    async written(fault) {
      await savedSet(page, small);
      const words = fault === "another contract version" ? before.description : `Changed once: ${fault}`;
      const { updated_at: _at, updated_by: _by, ...set } = (await storedSet(sandbox, id)) as unknown as Record<string, unknown>;
      const { updated_at, updated_by, ...rest } = before as unknown as Record<string, unknown>;
      expect(set).toEqual({ ...rest, description: words });
    },
    unwritten: async () => expect((await storedSet(sandbox, id)).description).toBe(before.description),
  };
};

const deletesSet: Make = async (page, sandbox) => {
  const source = await storedSet(sandbox, await setId(sandbox, small));
  const ids = new Map<string, string>();
  for (const [at, fault] of faultNames.entries()) {
    const id = `00000000000000000000${(0x2000 + at).toString(16)}`;
    const copy = { ...source, id, name: `To be deleted: ${fault}`, last_triggered_run_id: null };
    ids.set(fault, await sandbox.putDocument("test_set", copy, { id }));
  }
  const dialog = setPage(page).dialog;
  const isDeleted = async (fault: WriteFaultName) => (await storedSet(sandbox, ids.get(fault)!)).is_deleted;
  return {
    async open(fault) {
      await page.goto(setsAt.page(sandbox, ids.get(fault)!));
      await setPage(page).delete.click();
      await expect(dialog.getByRole("button", { name: "Delete for good" })).toBeEnabled();
    },
    press: () => dialog.getByRole("button", { name: "Delete for good" }).click(),
    said: dialog,
    kept: () => dialog.locator(".subject").textContent(),
    async written(fault) {
      await expect(setsList(page).table).toBeVisible();
      await expect(dialog).toBeHidden();
      const acted = fault !== "another contract version";
      expect(await isDeleted(fault)).toBe(acted);
    },
    unwritten: async (fault) => expect(await isDeleted(fault)).toBe(false),
  };
};

/** What is created beside a form. */
const createsThing: (thing: Thing) => Make = (thing) => async (page, sandbox) => {
  const { dialog, create, name: nameField } = creating(page, thing);
  const field = testForm(page)[thing];
  const name = (fault: WriteFaultName) => `Created once: ${fault}`;
  return {
    async open(fault) {
      await openForm(page, forms.fresh(sandbox));
      await fillNew(page, thing, name(fault));
    },
    press: () => create.click(),
    said: dialog,
    named: nameField,
    kept: () => typedIn(dialog),
    async written(fault) {
      await expect(dialog).toBeHidden({ timeout: 20_000 });
      await expect(field).toHaveValue(name(fault));
      await onlyThing(sandbox, thing, name(fault));
    },
    unwritten: async (fault) => expect(await thingsNamed(sandbox, thing, name(fault))).toEqual([]),
  };
};

const places: Record<WriteName, Make> = {
  create: creates,
  update: updates,
  delete: deletes,
  "create set": createsSet,
  "update set": updatesSet,
  "delete set": deletesSet,
  "create persona": createsThing("persona"),
  "create scenario": createsThing("scenario"),
};

/** Lets time limits and the pauses between look-ups pass in a moment. */
async function hurry(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const real = globalThis.setTimeout;
    const shorter = (wait?: number) => {
      if (wait === 30_000) return window.name === "hurry" ? 700 : wait;
      // What was just written may be missing from lists for most of a second.
      return wait === 2000 ? 400 : wait;
    };
    Object.assign(globalThis, { setTimeout: (act: () => void, wait?: number, ...more: unknown[]) => real(act, shorter(wait), ...more) });
  });
}

async function goOn(page: Page, place: Place, row: Exclude<WriteRow, { done: string }>): Promise<void> {
  if (row.next === "once more") return place.press();
  await place.said.getByRole("button", { name: row.next }).click();
  if (row.next !== "Sign in again") return;
  await signInForm(signInDialog(page)).token.fill(demoToken);
  await signInForm(signInDialog(page)).submit.click();
  await expect(signInDialog(page)).toBeHidden();
}

for (const write of writeNames) {
  // In two halves, so that they run side by side.
  for (const half of [0, 1]) {
    test(`${write}: words, what is kept, next step, and written once (${half + 1} of 2)`, async ({ page, sandbox, signIn, pageLog }) => {
      test.slow();
      pageLog.expectFailedRequests();
      page.on("dialog", (dialog) => void dialog.accept());
      await hurry(page);
      await sandbox.limit("*", null);
      await signIn();
      const place = await places[write](page, sandbox);
      for (const fault of faultNames.filter((_, at) => at % 2 === half)) {
        await test.step(fault, async () => {
          const row = writeTable[write]![fault]!;
          await place.open(fault);
          const before = await place.kept();
          await page.evaluate((name) => (window.name = name), fault === "too slow" ? "hurry" : "");
          await sandbox.fault({ operation: writes[write], ...writeFaults[fault] });
          await place.press();
          if ("done" in row) {
            await expect(page.locator("[aria-live=polite]").last()).toHaveText(new RegExp(`^${row.done}`));
            await place.written(fault);
            await sandbox.clearFaults();
            return;
          }
          if (fault === "401") {
            await signInDialog(page).getByRole("button", { name: "Not now" }).click();
            await expect(signInDialog(page)).toBeHidden();
          }
          await expect(place.said).toContainText(row.words);
          await expect(place.said).toContainText(row.advice);
          // What is said at a field beside the form stands among what was typed.
          if (!write.startsWith("delete") && !place.named) await expect(place.said).toContainText(row.words.startsWith("Another") ? "Everything" : "Everything you typed is still here.");
          if (row.field) await expect(place.named ?? page.getByRole("textbox", { name: row.field, exact: true })).toHaveAccessibleDescription(new RegExp(row.words));
          expect(await place.kept(), "what was there before").toEqual(before);
          await place.unwritten(fault);
          await sandbox.clearFaults();
          if (row.next === "nothing") return;
          await goOn(page, place, row);
          await place.written(fault);
        });
      }
    });
  }
}

test("whatever is lost of a create, it is never created twice", async ({ page, sandbox, signIn, pageLog }) => {
  pageLog.expectFailedRequests();
  await hurry(page);
  await sandbox.limit("*", null);
  await signIn();
  await openForm(page, forms.copy(sandbox, await idOf(sandbox, rich)));
  const form = testForm(page);
  await form.name.fill("Lost and found");
  // It was done, the answer is lost, and nobody can look it up.
  await sandbox.fault({ operation: "CreateUnitTest", kind: "drop_after", count: 1 });
  for (const operation of ["ListUnitTests", "SearchUnitTests"]) await sandbox.fault({ operation, kind: "status", status: 400 });
  await form.save.click();
  await expect(form.outcome).toContainText("It could not be looked up, either.");
  await expect(form.outcome).toContainText("nothing is created twice.");
  const before = await typed(page);
  await form.save.click();
  // The second attempt meets the first one's name, and still nobody can look: nobody calls it another's.
  await expect(form.outcome).toContainText("It could not be found: it may be one that you may not see, or this one, sent before.");
  expect(await typed(page)).toEqual(before);
  await sandbox.clearFaults();
  await once(sandbox, "Lost and found");
  await form.save.click();
  await savedAs(page, "Lost and found");
  await once(sandbox, "Lost and found");
});

test("the name of another test is told from a lost answer", async ({ page, sandbox, signIn, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  const source = await idOf(sandbox, rich);
  await openForm(page, forms.copy(sandbox, source));
  const form = testForm(page);
  await form.name.fill(rich);
  await form.save.click();
  await expect(form.outcome).toContainText("Another unit test has this name already.");
  await expect(form.outcome.getByRole("link", { name: "Open that test" })).toHaveAttribute("href", new RegExp(`/tests/${source}$`));
  await expect(form.problems.getByRole("link")).toHaveText(["Name: Another unit test has this name already."]);
  await expect(form.name).toHaveAttribute("aria-invalid", "true");
  await form.name.fill(`${rich} again`);
  await expect(form.name).not.toHaveAttribute("aria-invalid", "true");
  await form.save.click();
  await savedAs(page, `${rich} again`);
});

test("what the API says of a part stands at the part, inside criteria too", async ({ page, sandbox, signIn, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  await openForm(page, forms.copy(sandbox, await idOf(sandbox, rich)));
  const form = testForm(page);
  const details = [
    [["body", "name"], "too blunt"],
    [["body", "max_interactions"], "too many"],
    [["body", "success_criterions", 2, "criterion", "numerical", "threshold"], "not today"],
    [["body", "success_criterions", 1, "name"], "reserved"],
    [["body", "tags", await form.tag(2).name.inputValue()], "unwanted"],
    [["body"], "and more"],
  ].map(([loc, msg]) => ({ type: "value_error", loc, msg, input: null }));
  await sandbox.fault({ operation: "CreateUnitTest", kind: "body", status: 422, body: { detail: details }, count: 1 });
  await form.save.click();
  await expect(form.problems).toBeFocused();
  for (const [field, words] of [
    [form.name, "too blunt"],
    [form.interactions, "too many"],
    [form.criterion(3).number, "not today"],
    [form.criterion(2).name, "reserved"],
  ] as const) {
    await expect(field).toHaveAccessibleDescription(new RegExp(`The API did not accept this: ${words}\\.`));
    await expect(field).toHaveAttribute("aria-invalid", "true");
  }
  await expect(form.tag(2).row).toContainText("The API did not accept this: unwanted.");
  await expect(form.outcome).toContainText("and more");
  await form.save.click();
  await savedAs(page, `${rich} (copy)`);
});

test("the culprit of a 404 or 400 is marked, though the API names none", async ({ page, sandbox, signIn, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  const id = await idOf(sandbox, rich);
  const source = await stored(sandbox, id);
  await openForm(page, forms.copy(sandbox, id));
  const form = testForm(page);
  // While the form is open, the persona goes and a metric answers in another way.
  const persona = (await sandbox.document("persona", source.persona_id)) as object;
  await sandbox.putDocument("persona", { ...persona, is_deleted: true }, { id: source.persona_id });
  await form.save.click();
  await expect(form.outcome).toContainText("The marked parts are the reason");
  await expect(form.persona).toHaveAccessibleDescription(/This persona is deleted, or you may not see it/);
  await sandbox.putDocument("persona", persona, { id: source.persona_id });
  const number = (await listed(sandbox)).flatMap((one) => one.success_criterions as { name: string; metric_id: string }[]).find((one) => one.name === "Politeness")!;
  const metric = (await sandbox.document("metric", number.metric_id)) as object;
  await sandbox.putDocument("metric", { ...metric, metric_value_type: "boolean" }, { id: number.metric_id });
  await openForm(page, forms.copy(sandbox, id));
  await sandbox.putDocument("metric", { ...metric, metric_value_type: "boolean" }, { id: number.metric_id });
  await ready(page);
  await form.save.click();
  await expect(form.problems).toContainText(/Criterion 3, what is expected: (This metric now answers in another way|The API refused this)/);
  expect(await named(sandbox, `${rich} (copy)`)).toEqual([]);
});
