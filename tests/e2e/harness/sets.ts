// Test sets: where the parts of their pages are, how a set is put together, and what the server has.
import { type Locator, type Page, expect } from "@playwright/test";
import { type ListedSet, listedSets, setOf } from "./runs.ts";
import { organization } from "./samples.ts";
import type { Sandbox } from "./sandbox.ts";
import { colleague } from "./writing.ts";

/** A set with a description, tags, and members that do not all run equally often. */
export const full = "Onboarding - full";
/** A small one. */
export const small = "Adversarial";

/** A stored set, whole. */
export interface StoredSet extends ListedSet {
  description: string | null;
  tags: { key: string; value: string | null }[];
  last_triggered_run_id: string | null;
}

/** The addresses of the area. */
export const setsAt = {
  list: (sandbox: Sandbox, query = "") => `${sandbox.app}${organization.id}/sets${query}`,
  page: (sandbox: Sandbox, id: string) => `${sandbox.app}${organization.id}/sets/${id}`,
  fresh: (sandbox: Sandbox) => `${sandbox.app}${organization.id}/sets/new`,
  copy: (sandbox: Sandbox, id: string) => `${sandbox.app}${organization.id}/sets/new?from=${id}`,
  edit: (sandbox: Sandbox, id: string) => `${sandbox.app}${organization.id}/sets/${id}/edit`,
};

/** The id of the live set of a name. */
export const setId = async (sandbox: Sandbox, name: string): Promise<string> => (await setOf(sandbox, name)).id;

/** The list of test sets. */
export function setsList(page: Page) {
  const table = page.getByRole("table", { name: "Test sets" });
  const filters = page.getByRole("region", { name: "Filters" });
  const facet = (name: string) => filters.getByRole("group", { name, exact: true });
  return {
    table,
    filters,
    facet,
    choice: (group: string, name: string) => facet(group).getByRole("checkbox", { name, exact: true }),
    links: table.getByRole("rowheader").getByRole("link"),
    row: (name: string) => table.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) }),
    chip: (name: string) => page.getByRole("group", { name: "Active filters" }).getByRole("button", { name: `Remove ${name}`, exact: true }),
    search: page.getByRole("searchbox", { name: "Search test sets" }),
    order: page.getByRole("combobox", { name: "Order" }),
    deleted: filters.getByRole("checkbox", { name: "Show deleted test sets" }),
    create: page.getByRole("button", { name: "Create test set" }),
    refresh: page.getByRole("button", { name: "Refresh", exact: true }),
  };
}

/** The page of one set. */
export function setPage(page: Page) {
  const members = page.getByRole("table", { name: "Unit tests in this set" });
  return {
    heading: (name: string) => page.getByRole("heading", { level: 1, name, exact: true }),
    members,
    member: (name: string) => members.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) }),
    size: page.locator(".story .subject"),
    edit: page.getByRole("link", { name: "Edit", exact: true }),
    duplicate: page.locator(".item-actions").getByRole("link", { name: "Duplicate", exact: true }),
    delete: page.getByRole("button", { name: "Delete", exact: true }),
    start: page.getByRole("button", { name: "Start run", exact: true }),
    dialog: page.getByRole("dialog", { name: "Delete this test set?" }),
  };
}

/** The form of a set. */
export function setForm(page: Page) {
  const form = page.locator("form.item-form");
  return {
    form,
    name: form.getByRole("textbox", { name: "Name", exact: true }),
    description: form.getByRole("textbox", { name: "Description", exact: true }),
    members: form.locator(".member-row"),
    member: (name: string) => member(form.locator(".member-row").filter({ has: page.locator(".name").getByText(name, { exact: true }) })),
    size: form.locator(".subject"),
    allCounts: form.getByRole("textbox", { name: "Set all counts to" }),
    setAll: form.getByRole("button", { name: "Set all", exact: true }),
    add: form.getByRole("button", { name: "Add unit tests" }),
    addTag: form.getByRole("button", { name: "Add tag" }),
    undo: form.getByRole("button", { name: "Undo" }),
    save: page.locator(".save-bar").getByRole("button"),
    cancel: page.locator(".save-bar").getByRole("link", { name: "Cancel" }),
    outcome: page.locator("#form-outcome"),
    problems: page.getByRole("group", { name: /to put right before saving$/ }),
    restored: page.getByRole("status").filter({ hasText: /^Restored your draft of .+\./ }),
  };
}

function member(row: Locator) {
  return {
    row,
    count: row.getByRole("textbox", { name: /^Conversations a run: / }),
    remove: row.getByRole("button", { name: /^Remove: / }),
  };
}

/** The dialog in which unit tests are found. */
export function found(page: Page) {
  const dialog = page.getByRole("dialog", { name: "Add unit tests" });
  return {
    dialog,
    search: dialog.getByRole("searchbox", { name: "Search unit tests" }),
    table: dialog.getByRole("table", { name: "Unit tests" }),
    tick: (name: string) => dialog.getByRole("checkbox", { name, exact: true }),
    ticks: dialog.getByRole("rowheader").getByRole("checkbox"),
    facet: (name: string) => dialog.getByRole("group", { name, exact: true }),
    soFar: dialog.locator(".dialog-foot [role=status]"),
    done: dialog.getByRole("button", { name: "Done" }),
  };
}

/** Opens a form by its address, and waits until its members have names. */
export async function openSetForm(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(setForm(page).save).toBeVisible();
  await expect(setForm(page).form.locator("[data-state=waiting]")).toHaveCount(0);
}

/** Adds unit tests to the set that is being put together, by the names. */
export async function addTests(page: Page, ...names: string[]): Promise<void> {
  const dialog = found(page);
  await setForm(page).add.click();
  for (const name of names) {
    await dialog.search.fill(name);
    await dialog.tick(name).check();
  }
  await dialog.done.click();
  await expect(dialog.dialog).toBeHidden();
}

/** Waits until the page of a saved set is there; its id. */
export async function savedSet(page: Page, name: string): Promise<string> {
  await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
  await expect(page).toHaveURL(/\/sets\/[0-9a-f]{24}$/);
  return page.url().split("/").pop()!;
}

/** The stored set of an id, as it is now. */
export async function storedSet(sandbox: Sandbox, id: string): Promise<StoredSet> {
  return (await sandbox.document("test_set", id)) as StoredSet;
}

/** The live sets of a name. */
export async function setsNamed(sandbox: Sandbox, name: string): Promise<ListedSet[]> {
  return (await listedSets(sandbox)).filter((set) => set.name === name);
}

/** The one live set of a name; lists may lack for a moment what was just created. */
export async function setOnce(sandbox: Sandbox, name: string): Promise<StoredSet> {
  await expect.poll(async () => (await setsNamed(sandbox, name)).length, name).toBe(1);
  return storedSet(sandbox, (await setsNamed(sandbox, name))[0]!.id);
}

/** A colleague changes a set. */
export async function setChanged(sandbox: Sandbox, id: string, parts: Record<string, unknown>): Promise<void> {
  await colleague(sandbox, "POST", `unit_test_set/${id}`, parts);
}

/** The bodies of the writes of sets that reached the API. */
export async function setsSent(sandbox: Sandbox, operation: "CreateTestSet" | "UpdateTestSet"): Promise<Record<string, unknown>[]> {
  return (await sandbox.requests(operation)).map((request) => request.body as Record<string, unknown>);
}

/** Tags as they are sent. */
export const asSent = (tags: { key: string; value: string | null }[]) => Object.fromEntries(tags.map(({ key, value }) => [key, value]));
