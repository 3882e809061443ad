// What people type in whatever way: exact names, half dates, letters of all scripts, clicks that leave a wrong
// field; and that no text stops the page.
import { type Page } from "@playwright/test";
import { creating } from "../harness/creating.ts";
import { runsAddress } from "../harness/runs.ts";
import { demoToken, example, read } from "../harness/samples.ts";
import { found, openSetForm, setForm, setId, setsAt, small } from "../harness/sets.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, settled, signInForm } from "../harness/views.ts";
import { fillBasics, fillLeast, forms, metrics, openForm, pick, savedAs, sent, testForm } from "../harness/writing.ts";

test("a name that is typed or pasted whole is chosen by leaving, also before the choices are there", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  const form = testForm(page);
  await form.service.focus();
  await page.keyboard.insertText(example.service.name.toUpperCase());
  await page.keyboard.press("Tab");
  await expect(form.service).toHaveValue(example.service.name);
  await expect(form.versionSet).toBeEnabled();
  // At once, before any answer.
  await form.persona.fill(example.persona.name);
  await form.persona.press("Tab");
  await expect(form.persona).toHaveValue(example.persona.name);
  await expect(form.prose).toContainText(example.persona.name);

  await form.scenario.fill("A scenario of nobody");
  await form.scenario.press("Tab");
  await expect(form.scenario).toHaveAccessibleDescription(/No scenario is called “A scenario of nobody”/);
  await expect(form.scenario, "nothing typed is lost").toHaveValue("A scenario of nobody");
  await pick(form.scenario, example.scenario.name);
  await expect(form.scenario).not.toHaveAttribute("aria-invalid", "true");
});

test("half a date changes nothing, neither a filter nor a draft", async ({ page, signIn, sandbox }) => {
  await signIn();
  await page.goto(runsAddress(sandbox, "?from=2026-10-24"));
  await settled(page);
  const from = page.getByRole("textbox", { name: "Started on or after" });
  await expect(from).toHaveValue("2026-10-24");
  await from.focus();
  await page.keyboard.press("Backspace");
  await expect.poll(() => from.evaluate((field: HTMLInputElement) => field.validity.badInput)).toBe(true);
  await page.getByRole("heading", { level: 1 }).click();
  await expect(page.getByText("This date is not complete.")).toBeVisible();
  await expect(page).toHaveURL(/from=2026-10-24/);
  expect(await from.evaluate((field: HTMLInputElement) => field.validity.badInput), "the other parts stay").toBe(true);
  await from.focus();
  // Whichever part stands first in the browser's own language.
  await page.keyboard.type("11");
  await expect(page).toHaveURL(/from=2026-(11-24|10-11)/);
  await expect(page.getByText("This date is not complete.")).toHaveCount(0);
  // Clearing all of it is a change.
  await from.fill("");
  await expect(page).not.toHaveURL(/from=/);

  await openForm(page, forms.fresh(sandbox));
  const dialog = creating(page, "scenario");
  await dialog.open.click();
  await dialog.name.fill("At a moment");
  await dialog.objective.fill("An appointment");
  await dialog.instructions.fill("Ask.");
  const starts = dialog.dialog.getByLabel("The conversation starts at");
  await starts.fill("2026-11-22T10:30");
  await starts.focus();
  await page.keyboard.press("Backspace");
  await dialog.create.click();
  await expect(starts).toHaveAccessibleDescription(/Complete this date and time, or clear it/);
  await dialog.cancel.click();
  await dialog.goOn.click();
  await expect(starts, "what was whole is kept").toHaveValue("2026-11-22T10:30");
});

test("the click that leaves a wrong field is not lost, in the form and in the dialogs", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  const dialog = creating(page, "persona");
  await dialog.open.click();
  await dialog.name.focus();
  // Down and up with what a hand takes between: whatever is said meanwhile must not move the button.
  const press = async (name: string) => {
    const box = (await dialog.dialog.getByRole("button", { name, exact: true }).boundingBox())!;
    // Near its edge: the dialog is centred, and words move the button by half of their height.
    await page.mouse.move(box.x + box.width / 2, box.y + 3);
    await page.mouse.down();
    await page.waitForTimeout(300);
    await page.mouse.up();
  };
  await dialog.name.focus();
  await press("Cancel");
  await expect(dialog.dialog).toBeHidden();
});

test("composed letters are sent as tags and names, in every script", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  await fillLeast(page, "Cafe\u0301 visit\u200b");
  const form = testForm(page);
  const tags = { "cafe\u0301": "re\u0301union", हिन्दी: "भाषा", ภาษาไทย: "คำ", தமிழ்: "மொழி", مُحَمَّد: "" };
  for (const [name, value] of Object.entries(tags)) {
    await form.addTag.click();
    await form.tags.last().getByRole("textbox", { name: "Tag" }).fill(name);
    await form.tags.last().getByRole("textbox", { name: "Value" }).fill(value);
  }
  await form.addTag.click();
  await form.tags.last().getByRole("textbox", { name: "Tag" }).fill("\u3164\u200b");
  await form.tags.last().getByRole("textbox", { name: "Value" }).fill("x");
  await form.save.click();
  await expect(form.tags.last().getByRole("textbox", { name: "Tag" })).toHaveAccessibleDescription(/Give the tag a name/);
  await form.tags.last().getByRole("button", { name: /^Remove/ }).click();
  await form.save.click();
  await savedAs(page, "Café visit");
  const [body] = await sent(sandbox, "CreateUnitTest");
  expect(body!.name).toBe("Café visit");
  expect(body!.tags).toEqual({ café: "réunion", हिन्दी: "भाषा", ภาษาไทย: "คำ", தமிழ்: "மொழி", مُحَمَّد: null });
});

test("an input method's Enter sets no counts, and neither it nor its Ctrl+S saves", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openSetForm(page, setsAt.edit(sandbox, await setId(sandbox, small)));
  const form = setForm(page);
  const first = form.members.first().getByRole("textbox");
  const before = await first.inputValue();
  await form.allCounts.fill("17");
  const press = (key: string, more: Record<string, number | boolean>) => form.allCounts.evaluate((field, init) =>
    field.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init })), { key, ...more } as Record<string, string | number | boolean>);
  // Safari ends the composition before it tells of the key that ended it.
  const composing: Record<string, number | boolean>[] = [{ keyCode: 229 }, { isComposing: true }];
  for (const more of composing) {
    expect(await press("Enter", more), "the key is the input method's").toBe(true);
    expect(await press("s", { ctrlKey: true, ...more }), "the key is the input method's").toBe(true);
    await expect(first).toHaveValue(before);
  }
  expect((await sandbox.requests("UpdateTestSet")).length).toBe(0);
  expect(await press("Enter", {})).toBe(false);
  await expect(first).toHaveValue("17");
});

test("invisible names are no names", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  await fillBasics(page, "\u200b\u3164\u00ad");
  const form = testForm(page);
  await form.description.fill("\u2060\ufeff");
  await pick(form.criterion(1).metric, metrics.answer.name);
  await form.criterion(1).name.fill("\u202e\u200d");
  await form.save.click();
  await expect(form.problems.getByRole("link")).toHaveText([/Give the test a name/, /Say what this test is for/, /Give the criterion a name/, /Say what you expect/]);
  expect(await sent(sandbox, "CreateUnitTest")).toEqual([]);
});

test("a search that was cleared stays cleared", async ({ page, signIn }) => {
  await signIn();
  await settled(page);
  const list = catalogue(page);
  await list.search.fill("zzzz");
  await list.search.press("Enter");
  const clear = page.getByRole("button", { name: "Clear all" });
  await expect(clear).toBeVisible();
  // Typed on, and cleared before the pause is over.
  await list.search.pressSequentially("yy");
  await clear.click();
  await page.waitForTimeout(700);
  await expect(list.search).toHaveValue("");
  await expect(page).not.toHaveURL(/q=/);
  // Back, while a search waits.
  await list.search.fill("refill");
  await expect(page).toHaveURL(/q=refill/);
  await list.choice("Service", example.service.name).check();
  await expect(page).toHaveURL(/service=/);
  await list.search.fill("");
  await expect(page).not.toHaveURL(/q=/);
  await list.search.pressSequentially("zz", { delay: 10 });
  await list.search.fill("");
  await page.waitForTimeout(700);
  await expect(page).not.toHaveURL(/q=/);
});

test("a phone's keyboard has a minus where one may be needed", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  const form = testForm(page);
  await expect(form.interactions).toHaveAttribute("inputmode", "numeric");
  await pick(form.criterion(1).metric, metrics.number);
  // From 1 to 5: no minus is needed.
  await expect(form.criterion(1).number).toHaveAttribute("inputmode", "decimal");
});

test("a phone's keyboard has a minus where results may be below zero", async ({ page, signIn, sandbox, contrary }) => {
  test.skip(contrary, "the other server's metrics have no versions of their own");
  const { metrics: [metric] } = (await read(sandbox, `metric/search/?query=${metrics.number}`, demoToken)) as { metrics: { id?: string; _id?: string }[] };
  const path = `metric/${metric!.id ?? metric!._id}/version?version=latest`;
  const { metric_versions: [latest] } = (await read(sandbox, path, demoToken)) as { metric_versions: { id?: string; _id?: string }[] };
  await sandbox.putDocument("metric_version", { ...latest, metric_value: { type: "numerical", lower_bound: -5, upper_bound: 5 } }, { id: (latest!.id ?? latest!._id)! });
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  const form = testForm(page);
  await pick(form.criterion(1).metric, metrics.number);
  await expect(form.criterion(1).row).toContainText("-5");
  await expect(form.criterion(1).number).toHaveAttribute("inputmode", "text");
});

/** Texts of all sorts, always the same ones: of all planes, with lone halves, controls and marks, short and huge. */
function texts(count: number): string[] {
  let state = 42;
  const random = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state % below;
  };
  const letter = () => {
    switch (random(12)) {
      case 0: return String.fromCharCode(0xd800 + random(0x800));
      case 1: return String.fromCharCode(random(0x20));
      case 2: return String.fromCodePoint(0x300 + random(0x70));
      case 3: return "\u200b\u200d\u202e\u2066\ufeff\u3164\u00ad\u061c"[random(8)]!;
      case 4: return "'\"<>&;:%#?/\\{}[]()=,.-+*|~`^$@!"[random(31)]!;
      case 5: return "0123456789٠١٢٣−,.e+"[random(19)]!;
      case 6: return String.fromCodePoint(0x10000 + random(0xfffff));
      case 7: return " \t\n\u00a0"[random(4)]!;
      default: return String.fromCharCode(random(0xd800));
    }
  };
  const fixed = ["", " ", "\ud83d", "\ude00", "\u0000", "__proto__", "constructor", "-", "1e999", "-0", "NaN", "x".repeat(100_000), "😀".repeat(25_000), "\u0301".repeat(20_000), "9".repeat(400)];
  return [...fixed, ...Array.from({ length: count - fixed.length }, () => Array.from({ length: 1 + random(24) }, letter).join(""))];
}

/**
 * Puts every text into every field of the page as typing does, and leaves it now and then. Fields of dates take none.
 * `press` is a button that is pressed with some of the texts.
 */
async function drive(page: Page, within: string, press = ""): Promise<{ fields: number; lone: string[] }> {
  return page.evaluate(
    async ([within, all, press]) => {
      const set = (field: HTMLInputElement | HTMLTextAreaElement, text: string) => {
        const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
        Object.getOwnPropertyDescriptor(kind.prototype, "value")!.set!.call(field, text);
        field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text.slice(0, 10) }));
      };
      const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(`${within} :is(input:not([type=checkbox], [type=radio], [type=date], [type=datetime-local]), textarea)`)];
      const lone: string[] = [];
      // What is sent must be whole.
      const rest = press ? "x" : "";
      if (rest) for (const field of fields) set(field, rest);
      for (const field of fields) {
        for (const [number, text] of (all as string[]).entries()) {
          set(field, text);
          if (number % 50 === 0) {
            field.dispatchEvent(new Event("change", { bubbles: true }));
            field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
            if (press && number % 150 === 0) document.querySelector<HTMLButtonElement>(press)!.click();
            await new Promise((done) => setTimeout(done));
          }
          if (document.getElementById("stopped")!.hidden === false) throw new Error(`${field.id} stopped at ${JSON.stringify(text.slice(0, 200))}`);
        }
        set(field, "a\ud83d");
        await new Promise((done) => setTimeout(done, 30));
        if (field.value !== "a\ud83d") lone.push(`${field.id}: ${JSON.stringify(field.value)}`);
        set(field, rest);
      }
      return { fields: fields.length, lone };
    },
    [within, texts(2000), press] as const,
  );
}

test("no text stops the forms, the lists or the sign-in", async ({ page, signIn, sandbox, pageLog, contrary }) => {
  test.skip(contrary, "nothing here depends on the server");
  test.setTimeout(300_000);
  pageLog.expectFailedRequests();
  const running = async () => expect(page.locator("#stopped")).toBeHidden();
  await page.goto(`${sandbox.app}sign-in`);
  const form = signInForm(page);
  await expect(form.demo).toBeVisible();
  expect(await drive(page, "main")).toMatchObject({ lone: [] });
  await running();

  await signIn();
  await settled(page);
  await sandbox.limit("*", null);
  expect(await drive(page, "main")).toMatchObject({ lone: [] });
  await running();

  await openForm(page, forms.fresh(sandbox));
  await testForm(page).addTag.click();
  await pick(testForm(page).criterion(1).metric, metrics.number);
  const { fields, lone } = await drive(page, "form.item-form");
  expect(fields).toBeGreaterThanOrEqual(10);
  expect(lone).toEqual([]);
  await running();
  for (const thing of ["persona", "scenario"] as const) {
    const dialog = creating(page, thing);
    await dialog.open.or(dialog.goOn).click();
    if (thing === "persona") {
      await dialog.dialog.getByText("Variables", { exact: true }).click();
      await dialog.dialog.getByRole("button", { name: "Add variable" }).click();
      await dialog.dialog.getByLabel("Preferred language").selectOption("?");
      await dialog.dialog.getByLabel("Time zone").selectOption("?");
    }
    expect(await drive(page, "dialog[open]")).toMatchObject({ lone: [] });
    await dialog.cancel.click();
    await running();
  }

  await openSetForm(page, setsAt.fresh(sandbox));
  await page.getByRole("button", { name: "Add tag" }).click();
  expect(await drive(page, "form.item-form")).toMatchObject({ lone: [] });
  await running();
});

test("no text stops signing in, choosing members and their counts, the other lists and what is chosen there", async ({ page, signIn, sandbox, pageLog, contrary }) => {
  test.skip(contrary, "nothing here depends on the server");
  test.setTimeout(300_000);
  pageLog.expectFailedRequests();
  await sandbox.limit("*", null);
  const driven = async (where: string, least: number, press = "") => {
    const { fields, lone } = await drive(page, where, press);
    expect(fields, where).toBeGreaterThanOrEqual(least);
    expect(lone, where).toEqual([]);
    await expect(page.locator("#stopped")).toBeHidden();
  };
  await page.goto(`${sandbox.app}sign-in`);
  const form = signInForm(page);
  await form.withKey.check();
  await expect(form.keyId).toBeVisible();
  // Key id, key, user id: there is one organization.
  await driven("main", 3, "main button[type=submit]");

  await signIn();
  await settled(page);
  await page.getByRole("region", { name: "Filters" }).getByRole("group", { name: "Tag", exact: true }).getByRole("checkbox").first().check();
  await page.locator(".tag-value select").selectOption("typed");
  await expect(page.locator(".tag-value input")).toBeVisible();
  await driven(".tag-value", 1);

  await page.goto(setsAt.list(sandbox));
  await settled(page);
  await driven("main", 1);
  await page.goto(runsAddress(sandbox));
  await settled(page);
  await page.getByRole("button", { name: "Start run", exact: true }).first().click();
  await expect(page.getByRole("dialog", { name: "Start run" }).getByRole("combobox")).toBeVisible();
  await driven("dialog[open]", 1);

  await openSetForm(page, setsAt.fresh(sandbox));
  await setForm(page).add.click();
  await settled(page);
  await found(page).ticks.nth(0).check();
  await found(page).ticks.nth(1).check();
  await driven("dialog[open]", 1);
  await found(page).done.click();
  await page.getByRole("button", { name: "Add tag" }).click();
  await expect(setForm(page).members).toHaveCount(2);
  // Name, description, two counts, all counts, a tag and its value.
  await driven("form.item-form", 7);
});
