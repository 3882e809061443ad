// Where things are, by the names that people know them by.
import { type Locator, type Page, expect } from "@playwright/test";

/** The catalogue of unit tests. */
export function catalogue(page: Page) {
  const table = page.getByRole("table", { name: "Unit tests" });
  const filters = page.getByRole("region", { name: "Filters" });
  const chips = page.getByRole("group", { name: "Active filters" });
  const facet = (name: string) => filters.getByRole("group", { name, exact: true });
  return {
    table,
    filters,
    facet,
    choice: (group: string, name: string) => facet(group).getByRole("checkbox", { name, exact: true }),
    links: table.getByRole("rowheader").getByRole("link"),
    row: (name: string) => table.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) }),
    chips,
    chip: (name: string) => chips.getByRole("button", { name: `Remove ${name}`, exact: true }),
    search: page.getByRole("searchbox", { name: "Search unit tests" }),
    order: page.getByRole("combobox", { name: "Order" }),
    deleted: filters.getByRole("checkbox", { name: "Show deleted tests" }),
    refresh: page.getByRole("button", { name: "Refresh", exact: true }),
    /** How many rows there are, in words. */
    count: page.getByRole("main").getByText(/^(\d+ unit tests?|Showing \d+(, more to load|; the rest could not be read))$/),
  };
}

/** The page of one unit test. */
export function unitTest(page: Page) {
  return {
    heading: (name: string) => page.getByRole("heading", { level: 1, name, exact: true }),
    section: (name: string) => section(page, name),
    back: page.getByRole("link", { name: "All unit tests" }),
    refresh: page.getByRole("button", { name: "Refresh", exact: true }),
  };
}

/** The part of a page below a heading. */
export function section(page: Page, name: string): Locator {
  return page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name, exact: true }) });
}

/** The value beside a label, as in a list of facts. */
export function fact(within: Locator, label: string): Locator {
  const term = within.page().getByRole("term").filter({ hasText: new RegExp(`^${label}$`) });
  return within.locator("dl > div").filter({ has: term }).getByRole("definition");
}

/** Signing in, on its page or over another. */
export function signInForm(within: Page | Locator) {
  return {
    organization: within.getByRole("textbox", { name: "Organization" }),
    region: within.getByRole("combobox", { name: "Region" }),
    withToken: within.getByRole("radio", { name: "Access token" }),
    withKey: within.getByRole("radio", { name: "API key" }),
    token: within.getByRole("textbox", { name: "Access token" }),
    keyId: within.getByRole("textbox", { name: "API key id" }),
    key: within.getByRole("textbox", { name: "API key secret" }),
    user: within.getByRole("textbox", { name: "User id" }),
    submit: within.getByRole("button", { name: "Sign in", exact: true }),
    demo: within.getByRole("button", { name: "Explore with sample data" }),
  };
}

/** The dialog that asks to sign in again. */
export function signInDialog(page: Page) {
  return page.getByRole("dialog", { name: "Please sign in again" });
}

/** What is said in the page: a notice, by a part of its words. */
export function notice(page: Page, words: string | RegExp): Locator {
  return page.locator("[role=status], [role=alert]").filter({ hasText: words });
}

/** Waits until no list, no look-up and no section is on its way. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("status", { name: "Loading…" })).toHaveCount(0);
  await expect(page.locator("[data-state=waiting], [aria-busy=true]")).toHaveCount(0);
}

/** Waits until the list is known to hold so many tests, which it is once its end has been near. */
export async function expectTests(page: Page, count: number): Promise<void> {
  const words = count === 1 ? "1 unit test" : `${count} unit tests`;
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(catalogue(page).count).toHaveText(words, { timeout: 250 });
  }).toPass({ timeout: 10_000 });
  await page.evaluate(() => scrollTo(0, 0));
}
