// Writing a unit test: where the parts of the form are, how they are filled in, and what the server has.
import { type Locator, type Page, expect } from "@playwright/test";
import { type ListedTest, example, listed, organization, users } from "./samples.ts";
import type { Sandbox } from "./sandbox.ts";

/** A test with criteria of every type, and tags with a value and without; sets use it. */
export const rich = "Onboarding - Hurried User Skips Steps";
/** A test that no set uses. */
export const unused = "Back in Stock - Test Strips";

/** Metrics of the sample data, one of each type. */
export const metrics = {
  answer: { id: "6618791275130b73714e8d4c", name: "Completion Rate" },
  /** From 1 to 5. */
  number: "Politeness",
  /** Resolved, Escalated, Transferred, Abandoned. */
  category: "Conversation Outcome",
};

/** A stored test, whole. */
export interface StoredTest extends ListedTest {
  description: string;
  service_version_set_name: string;
  max_interactions: number;
  is_deleted: boolean;
  success_criterions: { name: string; metric_id: string; criterion: Record<string, unknown> }[];
}

/** The addresses of forms. */
export const forms = {
  fresh: (sandbox: Sandbox) => `${sandbox.app}${organization.id}/tests/new`,
  copy: (sandbox: Sandbox, id: string) => `${sandbox.app}${organization.id}/tests/new?from=${id}`,
  edit: (sandbox: Sandbox, id: string) => `${sandbox.app}${organization.id}/tests/${id}/edit`,
};

/** The form of a unit test. */
export function testForm(page: Page) {
  const form = page.locator("form.item-form");
  return {
    form,
    name: form.getByRole("textbox", { name: "Name", exact: true }),
    description: form.getByRole("textbox", { name: "Description", exact: true }),
    service: form.getByRole("combobox", { name: "Service", exact: true }),
    versionSet: form.getByRole("combobox", { name: "Version set", exact: true }),
    interactions: form.getByRole("textbox", { name: "Largest number of interactions" }),
    persona: form.getByRole("combobox", { name: "Persona", exact: true }),
    scenario: form.getByRole("combobox", { name: "Scenario", exact: true }),
    criteria: form.locator(".criterion-row"),
    criterion: (number: number) => criterion(form.getByRole("listitem", { name: `Criterion ${number}`, exact: true })),
    addCriterion: form.getByRole("button", { name: "Add criterion" }),
    tags: form.locator(".tag-row"),
    tag: (number: number) => tag(form.locator(".tag-row").nth(number - 1)),
    /** The tag of a name; servers differ in the order of tags. */
    tagNamed: async (name: string) => {
      const rows = form.locator(".tag-row");
      const names = await rows.getByRole("textbox", { name: "Tag" }).evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
      return tag(rows.nth(names.indexOf(name)));
    },
    addTag: form.getByRole("button", { name: "Add tag" }),
    /** Puts back what was removed last. */
    undo: form.getByRole("button", { name: "Undo" }),
    save: page.locator(".save-bar").getByRole("button"),
    cancel: page.locator(".save-bar").getByRole("link", { name: "Cancel" }),
    /** What became of the latest attempt to save. */
    outcome: page.locator("#form-outcome"),
    /** What stands in the way of saving. */
    problems: page.getByRole("group", { name: /to put right before saving$/ }),
    /** Says that a draft was restored. */
    restored: page.getByRole("status").filter({ hasText: /^Restored your draft of .+\./ }),
    prose: page.locator("section").filter({ has: page.getByRole("heading", { name: "How the test reads" }) }),
  };
}

/** One tag. */
function tag(row: Locator) {
  return {
    row,
    name: row.getByRole("textbox", { name: "Tag" }),
    value: row.getByRole("textbox", { name: "Value" }),
    remove: row.getByRole("button", { name: /^Remove/ }),
  };
}

/** One criterion. */
function criterion(row: Locator) {
  return {
    row,
    metric: row.getByRole("combobox", { name: "Metric" }),
    name: row.getByRole("textbox", { name: "Name of the criterion" }),
    answer: (words: "yes" | "no") => row.getByRole("radio", { name: words }),
    comparison: row.getByRole("combobox", { name: "The result is" }),
    number: row.getByRole("textbox", { name: "Number" }),
    category: (name: string) => row.getByRole("checkbox", { name }),
    up: row.getByRole("button", { name: /^Move up/ }),
    down: row.getByRole("button", { name: /^Move down/ }),
    copy: row.getByRole("button", { name: /^Duplicate/ }),
    remove: row.getByRole("button", { name: /^Remove/ }),
  };
}

/** Chooses by typing a name and taking the choice of that name. */
export async function pick(field: Locator, name: string): Promise<void> {
  const page = field.page();
  await field.click();
  await field.fill(name);
  const option = page.getByRole("option").filter({ has: page.locator(".combobox-name").getByText(name, { exact: true }) });
  await option.first().click();
  await expect(field).toHaveValue(name);
}

/** Waits until the form is there and what it refers to has names. */
export async function ready(page: Page): Promise<void> {
  const form = testForm(page);
  await expect(form.save).toBeVisible();
  await expect(form.prose.locator("p").first()).not.toContainText("…");
}

/** Opens a form by its address. */
export async function openForm(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await ready(page);
}

/** Fills a new test in: everything but criteria and tags. */
export async function fillBasics(page: Page, name: string): Promise<void> {
  const form = testForm(page);
  await form.name.fill(name);
  await form.description.fill("The new patient gets as far as the first visit.");
  await pick(form.service, example.service.name);
  await form.versionSet.selectOption("release");
  await form.interactions.fill("12");
  await pick(form.persona, example.persona.name);
  await pick(form.scenario, example.scenario.name);
}

/** Fills a new test in, with the least that can be saved. */
export async function fillLeast(page: Page, name: string): Promise<void> {
  await fillBasics(page, name);
  const first = testForm(page).criterion(1);
  await pick(first.metric, metrics.answer.name);
  await first.answer("yes").check();
}

/**
 * Everything that is typed, chosen and ticked in the form, in its order. What is not ticked is left out: the choices
 * that a metric offers may arrive at any time.
 */
export async function typed(page: Page): Promise<string[]> {
  return page.locator("form.item-form").evaluate((form) =>
    [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>("input, select, textarea")].flatMap((field) => {
      if (!(field instanceof HTMLInputElement) || !["radio", "checkbox"].includes(field.type)) return [`${field.id}: ${field.value}`];
      return field.checked ? [`${field.type}: ${field.closest("label")?.textContent}`] : [];
    }));
}

/** Waits until the page of a saved test is there; its address names it. */
export async function savedAs(page: Page, name: string): Promise<string> {
  await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
  await expect(page).toHaveURL(/\/tests\/[0-9a-f]{24}$/);
  return page.url().split("/").pop()!;
}

/** The stored test of an id, as it is now. */
export async function stored(sandbox: Sandbox, id: string): Promise<StoredTest> {
  return (await sandbox.document("unit_test", id)) as StoredTest;
}

/** All live tests of a name. */
export async function named(sandbox: Sandbox, name: string): Promise<StoredTest[]> {
  return (await listed(sandbox)).filter((test) => test.name === name) as StoredTest[];
}

/** The one live test of a name; lists may lack for a moment what was just created. */
export async function once(sandbox: Sandbox, name: string): Promise<StoredTest> {
  await expect.poll(async () => (await named(sandbox, name)).length, name).toBe(1);
  return (await named(sandbox, name))[0]!;
}

/** Calls the API past the console, as a colleague does. */
export async function colleague(sandbox: Sandbox, method: "POST" | "DELETE", path: string, body?: unknown): Promise<unknown> {
  const { id_token } = await sandbox.token(users.administrator);
  const answer = await fetch(`${sandbox.api}/v1/${organization.id}/simulation/${path}`, {
    method,
    headers: { authorization: `Bearer ${id_token}`, ...(body ? { "content-type": "application/json" } : {}) },
    body: body ? JSON.stringify(body) : undefined,
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

/** A colleague changes a test. */
export async function changed(sandbox: Sandbox, id: string, parts: Record<string, unknown>): Promise<void> {
  await colleague(sandbox, "POST", `unit_test/${id}/`, parts);
}

/** Puts a copy of a test in behind the API's back. Returns its id. */
export async function putCopy(sandbox: Sandbox, of: string, id: string, change: Record<string, unknown> = {}): Promise<string> {
  return sandbox.putDocument("unit_test", { ...(await stored(sandbox, of)), id, ...change }, { id });
}

/** The bodies of the writes that reached the API. */
export async function sent(sandbox: Sandbox, operation: "CreateUnitTest" | "UpdateUnitTest"): Promise<Record<string, unknown>[]> {
  return (await sandbox.requests(operation)).map((request) => request.body as Record<string, unknown>);
}
