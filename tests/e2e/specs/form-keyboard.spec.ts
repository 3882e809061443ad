// A unit test written by the keyboard alone: no pointer touches the page, but where a test says so.
import type { Locator, Page } from "@playwright/test";
import { tabTo } from "../harness/keyboard.ts";
import { example, idOf } from "../harness/samples.ts";
import { expect, test } from "../harness/test.ts";
import { section, settled } from "../harness/views.ts";
import { forms, metrics, openForm, ready, rich, savedAs, stored, testForm, typed } from "../harness/writing.ts";

/** Chooses in a picker: types some letters, walks down to the choice, and takes it. */
async function choose(page: Page, field: Locator, letters: string, name: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(letters);
  const wanted = page.getByRole("option").filter({ has: page.locator(".combobox-name").getByText(name, { exact: true }) });
  await expect(wanted).toHaveCount(1);
  await expect(page.getByRole("listbox")).not.toHaveAttribute("aria-busy", "true");
  const walk = async () => {
    if ((await wanted.getAttribute("aria-selected")) === "true") return true;
    await page.keyboard.press("ArrowDown");
    return (await wanted.getAttribute("aria-selected")) === "true";
  };
  await expect.poll(walk, { intervals: [20] }).toBe(true);
  // What the highlight rests on is said of the field.
  await expect(field).toHaveAttribute("aria-activedescendant", (await wanted.getAttribute("id"))!);
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue(name);
  await expect(field).toHaveAttribute("aria-expanded", "false");
}

/** Moves within a native list of choices until one is chosen. */
async function select(page: Page, field: Locator, label: string): Promise<void> {
  await tabTo(page, field);
  const chosen = () => field.evaluate((list) => (list as HTMLSelectElement).selectedOptions[0]?.label);
  for (let press = 0; press < 10 && (await chosen()) !== label; press++) await page.keyboard.press("ArrowDown");
  expect(await chosen()).toBe(label);
}

const announced = (page: Page) => page.locator("[aria-live=polite]").last();

test("from the catalogue to the saved test's page", async ({ page, signIn, sandbox, contrary }) => {
  await signIn();
  await settled(page);
  await tabTo(page, page.getByRole("button", { name: "Create unit test" }));
  await page.keyboard.press("Enter");
  const form = testForm(page);
  await expect(page.getByRole("heading", { level: 1, name: "Create unit test" })).toBeFocused();
  await ready(page);
  await tabTo(page, form.name);
  await page.keyboard.type("By keyboard alone");
  await tabTo(page, form.description);
  await page.keyboard.type("First line");
  await page.keyboard.press("Enter");
  await page.keyboard.type("second line");
  await choose(page, form.service, "intake", example.service.name);
  await select(page, form.versionSet, "release");
  await tabTo(page, form.interactions);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("15");
  await choose(page, form.persona, "doro", example.persona.name);
  await choose(page, form.scenario, "first account", example.scenario.name);

  const [yes, number, category] = [1, 2, 3].map((place) => form.criterion(place));
  await choose(page, yes!.metric, "compl", metrics.answer.name);
  await tabTo(page, yes!.answer("yes"));
  await page.keyboard.press("Space");
  await expect(yes!.answer("yes")).toBeChecked();
  await expect(yes!.name).toHaveValue(metrics.answer.name);
  await tabTo(page, form.addCriterion);
  await page.keyboard.press("Enter");
  await expect(number!.metric).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await choose(page, number!.metric, "polit", metrics.number);
  await select(page, number!.comparison, "more than");
  await tabTo(page, number!.number);
  await page.keyboard.type("3.5");
  await tabTo(page, form.addCriterion);
  await page.keyboard.press("Space");
  await expect(category!.metric).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await choose(page, category!.metric, "outcome", metrics.category);
  await tabTo(page, category!.category("Resolved"));
  await page.keyboard.press("Space");
  await tabTo(page, category!.category("Escalated"));
  await page.keyboard.press("Space");
  await tabTo(page, form.addTag);
  await page.keyboard.press("Enter");
  await expect(form.tag(1).name).toBeFocused();
  await page.keyboard.type("suite");
  await tabTo(page, form.tag(1).value);
  await page.keyboard.type("keyboard");
  await tabTo(page, form.addTag);
  await page.keyboard.press("Enter");
  await expect(form.tag(2).name).toBeFocused();
  await page.keyboard.type("smoke");
  await expect(form.prose.getByRole("listitem")).toHaveText([
    "Completion Rate is yes",
    "Politeness is more than 3.5",
    "Conversation Outcome is one of Resolved, Escalated",
  ]);

  // What is told to assistive technology of the whole form. The other server lists things in another order.
  if (!contrary) await expect(form.form).toMatchAriaSnapshot({ name: "filled-form.aria.yml" });

  await page.keyboard.press("Control+s");
  const id = await savedAs(page, "By keyboard alone");
  await expect(page.getByRole("heading", { level: 1, name: "By keyboard alone" })).toBeFocused();
  await expect(section(page, "Passes when").getByRole("listitem")).toHaveCount(3);
  const saved = await stored(sandbox, id);
  expect(saved.description).toBe("First line\nsecond line");
  expect(saved.max_interactions).toBe(15);
  expect(saved.success_criterions.map((one) => one.criterion)).toEqual([
    { type: "boolean", expected_value: true },
    { type: "numerical", verb: ">", threshold: 3.5 },
    { type: "categorical", expected_values: ["Resolved", "Escalated"] },
  ]);
  expect(saved.tags).toEqual(expect.arrayContaining([{ key: "suite", value: "keyboard" }, { key: "smoke", value: null }]));
  expect(saved.tags).toHaveLength(2);
});

test("rows are moved, duplicated, removed and put back", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openForm(page, forms.edit(sandbox, await idOf(sandbox, rich)));
  const form = testForm(page);
  const names = async () => form.form.getByRole("textbox", { name: "Name of the criterion" }).evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
  const start = await names();
  const [a, b, c, d] = start;
  expect(start).toHaveLength(4);
  const down = (name: string) => page.getByRole("button", { name: `Move down: ${name}`, exact: true });
  const up = (name: string) => page.getByRole("button", { name: `Move up: ${name}`, exact: true });
  await tabTo(page, down(a!));
  await page.keyboard.press("Enter");
  expect(await names()).toEqual([b, a, c, d]);
  await expect(announced(page)).toHaveText("Now 2 of 4");
  // The focus stays with the row that moves, to its end.
  await expect(down(a!)).toBeFocused();
  await page.keyboard.press("Space");
  await expect(down(a!)).toBeFocused();
  await page.keyboard.press("Enter");
  expect(await names()).toEqual([b, c, d, a]);
  await expect(announced(page)).toHaveText("Now 4 of 4");
  await expect(down(a!)).toBeDisabled();
  await expect(up(a!)).toBeFocused();
  await page.keyboard.press("Enter");
  expect(await names()).toEqual([b, c, a, d]);

  const before = await typed(page);
  await tabTo(page, form.criterion(3).copy);
  await page.keyboard.press("Enter");
  await expect(form.criterion(4).metric).toBeFocused();
  expect(await names()).toEqual([b, c, a, a, d]);
  await tabTo(page, form.criterion(4).remove, "Shift+Tab");
  await page.keyboard.press("Enter");
  expect(await names()).toEqual([b, c, a, d]);
  // The focus goes to a neighbour, not to the top.
  await expect(page.locator(".criterion-row :focus")).toHaveCount(1);
  await tabTo(page, form.criterion(1).remove, "Shift+Tab");
  await page.keyboard.press("Enter");
  expect(await names()).toEqual([c, a, d]);
  await expect(page.getByRole("main").getByText(`“${b}” is removed.`)).toBeVisible();
  await tabTo(page, form.undo);
  await page.keyboard.press("Enter");
  expect(await names()).toEqual([b, c, a, d]);
  await expect(announced(page)).toHaveText(`“${b}” is back.`);
  await expect(form.criterion(1).metric).toBeFocused();
  await tabTo(page, form.undo);
  await page.keyboard.press("Enter");
  await expect(form.criteria).toHaveCount(5);
  await expect(form.undo).toHaveCount(0);
  await tabTo(page, form.criterion(4).remove, "Shift+Tab");
  await page.keyboard.press("Enter");

  await tabTo(page, form.tag(1).remove);
  const tag = await form.tag(1).name.inputValue();
  await page.keyboard.press("Space");
  await expect(form.tags).toHaveCount(3);
  await expect(form.tag(1).name).toBeFocused();
  await tabTo(page, form.undo.last());
  await page.keyboard.press("Enter");
  await expect(form.tag(1).name).toHaveValue(tag);
  await expect(form.tag(1).name).toBeFocused();
  const values = (all: string[]) => all.map((line) => line.slice(line.indexOf(": ")));
  expect(values(await typed(page))).toEqual(values(before));
});

test("Escape throws nothing away, wherever it is pressed", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openForm(page, forms.copy(sandbox, await idOf(sandbox, rich)));
  const form = testForm(page);
  await form.description.focus();
  await page.keyboard.type("Typed before Escape. ");
  const before = await typed(page);
  const address = page.url();
  const stays = async () => {
    expect(await typed(page)).toEqual(before);
    expect(page.url()).toBe(address);
  };
  for (const field of [form.name, form.description, form.persona, form.criterion(2).number, form.tag(1).value, form.save]) {
    await field.focus();
    await page.keyboard.press("Escape");
    await stays();
  }
  // In an open list it closes the list, and what was chosen stays chosen.
  await form.persona.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(form.persona).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Escape");
  await expect(form.persona).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.type("nobody of this name");
  await page.keyboard.press("Escape");
  await stays();
  await page.keyboard.press("Escape");
  await stays();
  // In the dialog on leaving it means to stay.
  await form.cancel.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await stays();
  await expect(form.cancel).toBeFocused();
});

test("a click is not lost when the field before it has something to say", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  const form = testForm(page);
  await form.interactions.fill("many");
  // The words come between the press and its end, were they said at once, and the button moves away.
  await form.addCriterion.click();
  await expect(form.criteria).toHaveCount(2);
  await expect(form.interactions).toHaveAccessibleDescription(/Type a whole number from 1 to 100\./);
  await form.name.focus();
  await form.save.hover();
  await page.mouse.down();
  await expect(form.name).not.toBeFocused();
  await page.mouse.up();
  await expect(form.problems).toBeFocused();
});

test("what is missing is listed where the focus goes, and each line leads to its field", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  const form = testForm(page);
  await form.name.focus();
  await page.keyboard.press("Control+s");
  await expect(form.problems).toBeFocused();
  await expect(form.problems.getByRole("listitem")).toHaveText([
    "Name: Give the test a name.",
    "Description: Say what this test is for.",
    "Service: Choose a service.",
    "Version set: Choose a version set.",
    "Persona: Choose a persona.",
    "Scenario: Choose a scenario.",
    "Criterion 1, metric: Choose a metric.",
  ]);
  for (const [words, field] of [["Persona:", form.persona], ["Criterion 1, metric:", form.criterion(1).metric], ["Name:", form.name]] as const) {
    await tabTo(page, form.problems.getByRole("link", { name: new RegExp(`^${words}`) }), "Shift+Tab");
    await page.keyboard.press("Enter");
    await expect(field).toBeFocused();
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(/Choose|Give/);
  }
  await page.keyboard.type("Now it has one");
  await expect(form.problems).not.toContainText("Give the test a name.");
  await expect(form.problems).toContainText("6 things to put right before saving");
  expect((await sandbox.requests()).filter((request) => request.method === "POST")).toEqual([]);
});
