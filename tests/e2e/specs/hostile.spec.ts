// Texts that try to break a page, and answers that break their own shape (the seed `edge`).
import type { Page } from "@playwright/test";
import { organization } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, notice, section, settled, unitTest } from "../harness/views.ts";

/** How many list items of the seed are no unit tests: null, a text, a list. */
const unreadable = 3;

async function open(page: Page, sandbox: Sandbox, query = ""): Promise<void> {
  await sandbox.reset({ seed: "edge" });
  await page.goto(`${sandbox.app}${organization.id}/tests${query}`);
  await page.getByRole("button", { name: "Explore with sample data" }).click();
  await expect(catalogue(page).links.first()).toBeVisible();
}

/** The ids of all tests that the list shows, from its start to its end. */
async function allIds(page: Page): Promise<string[]> {
  const ids = new Set<string>();
  await page.mouse.move(195, 500);
  await expect(async () => {
    for (const href of await catalogue(page).links.evaluateAll((links) => links.map((link) => link.getAttribute("href")!))) ids.add(href.split("/").pop()!);
    await page.mouse.wheel(0, 700);
    expect(await page.evaluate(() => innerHeight + scrollY >= document.documentElement.scrollHeight - 1)).toBe(true);
    await expect(catalogue(page).count).toHaveText(/^\d+ unit tests$/, { timeout: 1 });
  }).toPass({ intervals: [20], timeout: 40_000 });
  return [...ids];
}

async function expectNoOverflow(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), "the page is wider than the window").toBeLessThanOrEqual(0);
}

test("hostile names are texts, damaged items are counted, and the list stays whole", async ({ page, sandbox }) => {
  page.on("dialog", () => expect(false, "a script ran").toBe(true));
  await open(page, sandbox);
  await settled(page);
  await allIds(page);
  await expect(notice(page, `${unreadable} unit tests in this list could not be read: the API’s answer is damaged there.`)).toBeVisible();
  await page.evaluate(() => scrollTo(0, 0));
  await expect(catalogue(page).links.first()).toBeVisible();
  // Markup of the data is not markup of the page.
  for (const made of ["main script", "main img", "main u", "main h1 b", "svg[onload]", "[onerror]"]) await expect(page.locator(made)).toHaveCount(0);
  await catalogue(page).search.fill("alert");
  await catalogue(page).search.press("Enter");
  await expect(catalogue(page).row("<script>alert('stored')</script><img src=x onerror=alert(1)>")).toBeVisible();
  await catalogue(page).search.fill("Twice the same name");
  await catalogue(page).search.press("Enter");
  await expect(catalogue(page).links).toHaveText(["Twice the same name", "Twice the same name"]);
});

test("every listed test can be opened, on a phone, without a page wider than the window", async ({ page, sandbox, pageLog }) => {
  // Versions of personas and scenarios that are missing are 404s, hidden ones 403s.
  pageLog.expectFailedRequests();
  test.slow();
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, sandbox);
  await sandbox.limit("*", null);
  const ids = await allIds(page);
  expect(ids.length).toBeGreaterThan(80);
  await expectNoOverflow(page);
  const missing = page.getByRole("heading", { level: 1, name: "This unit test is not there" });
  const notFound: string[] = [];
  for (const id of ids) {
    await test.step(id, async () => {
      // A change of address within the page, as a link makes it.
      await page.evaluate((path) => {
        const link = document.createElement("a");
        link.href = path;
        document.getElementById("main")!.append(link);
        link.click();
        link.remove();
      }, `/${organization.id}/tests/${encodeURIComponent(id)}`);
      await expect(page).toHaveURL(new RegExp(`/tests/${id}$`));
      await expect(section(page, "About this test").or(missing).first()).toBeVisible();
      if (await missing.isVisible()) notFound.push(id);
      await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("");
      await expectNoOverflow(page);
    });
  }
  // One item of the seed is listed under an id by which it is not found.
  expect(notFound.length).toBeLessThanOrEqual(1);
  await unitTest(page).back.click();
  await expect(catalogue(page).links.first()).toBeVisible();
});

test("facets, chips and addresses take hostile values", async ({ page, sandbox }) => {
  await open(page, sandbox);
  await settled(page);
  const list = catalogue(page);
  const creator = list.facet("Creator").getByRole("checkbox").first();
  await creator.check();
  await expect(list.chips).toBeVisible();
  await expect(list.links.first()).toBeVisible();
  await list.chips.getByRole("button", { name: "Clear all" }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoOverflow(page);
  await page.getByRole("button", { name: "Filters" }).click();
  await expect(list.filters).toBeVisible();
  await expectNoOverflow(page);
  const more = list.facet("Tag").getByRole("button", { name: /more/ });
  if (await more.isVisible()) await more.click();
  // Tags that the API's syntax cannot say are there, with the reason, and cannot be chosen.
  const unsayable = list.facet("Tag").getByRole("checkbox", { name: /^a:b \(The API cannot filter by a tag with a colon/ });
  await expect(unsayable).toBeVisible();
  await expect(unsayable).toBeDisabled();
  await expect(unsayable).not.toBeChecked();
  // Nor can what stands in the place of an id: a tick there would filter by nothing.
  for (const name of ["Persona", "Scenario", "Service", "Metric"]) {
    const all = list.facet(name).getByRole("button", { name: /more/ });
    if (await all.isVisible()) await all.click();
  }
  const strange = list.filters.getByRole("checkbox", { name: /\(The API cannot filter by this: it is no id\.\)$/ });
  await expect(strange.first()).toBeVisible();
  for (const box of await strange.all()) await expect(box).toBeDisabled();
  const none = list.facet("Persona").getByRole("checkbox", { name: /^No persona/ });
  await expect(none).toBeDisabled();
});
