// By the keyboard alone, and by ear: where the focus is, and what is announced.
import type { Page } from "@playwright/test";
import { tabTo } from "../harness/keyboard.ts";
import { demoToken, example } from "../harness/samples.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, expectTests, settled, signInDialog, signInForm, unitTest } from "../harness/views.ts";

/** What a screen reader is told without the focus moving. */
const announced = (page: Page) => page.locator("[aria-live=polite]").last();

test("from sign-in to a filtered test and back", async ({ page, sandbox }) => {
  await page.goto(`${sandbox.app}sign-in`);
  const form = signInForm(page);
  await expect(form.submit).toBeVisible();
  await tabTo(page, form.token);
  await page.keyboard.type(demoToken);
  await page.keyboard.press("Enter");
  const list = catalogue(page);
  await expect(list.links.first()).toBeVisible();
  await settled(page);
  // The new page's heading has the focus: reading goes on there.
  await expect(page.getByRole("heading", { level: 1, name: "Unit tests" })).toBeFocused();
  await expect(announced(page)).toHaveText("Unit tests");

  await tabTo(page, list.choice("Service", example.service.name));
  await page.keyboard.press("Space");
  await expect(list.choice("Service", example.service.name)).toBeChecked();
  await expect(announced(page)).toHaveText(/^(22 unit tests|Showing 22, more to load)$/);
  await expect(list.choice("Service", example.service.name)).toBeFocused();

  await tabTo(page, list.search);
  await page.keyboard.type("confused");
  await page.keyboard.press("Enter");
  await expect(announced(page)).toHaveText("1 unit test");
  await expect(list.search).toBeFocused();
  await tabTo(page, list.row(example.name).getByRole("link"));
  await page.keyboard.press("Enter");
  await expect(unitTest(page).heading(example.name)).toBeFocused();
  await expect(announced(page)).toHaveText(new RegExp(`^${example.name}`));

  await tabTo(page, unitTest(page).back, "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Unit tests" })).toBeFocused();
  await page.goBack();
  await expect(unitTest(page).heading(example.name)).toBeFocused();
  await page.goBack();
  await expect(list.chip(`Service: ${example.service.name}`)).toBeVisible();
  await expect(list.search).toHaveValue("confused");
  await tabTo(page, list.chip(`Service: ${example.service.name}`));
  await page.keyboard.press("Enter");
  await expect(list.chips).toHaveCount(0);
  // The chip is gone; the focus is not.
  await expect(page.locator("#main :focus")).toHaveCount(1);
});

/** Holds all pages of the list but the first; what it answers lets them go, one by one. */
async function holdPages(page: Page): Promise<(() => void)[]> {
  const held: (() => void)[] = [];
  await page.route(/unit_test\/\?.*continuation_token/, async (route) => {
    await new Promise<void>((release) => held.push(release));
    await route.continue();
  });
  return held;
}

test("who waits for more rows at the end of the list keeps their place", async ({ page, signIn }) => {
  const held = await holdPages(page);
  await signIn();
  const list = catalogue(page);
  const more = page.getByRole("button", { name: /^Load(ing)? more/ });
  await expect(more).toBeVisible();
  const rows = Number(/\d+/.exec((await list.count.textContent())!)![0]);
  await more.focus();
  await expect(async () => {
    for (const release of held.splice(0)) release();
    if ((await more.allTextContents()).includes("Load more")) {
      await expect(more).toBeFocused({ timeout: 100 });
      await page.keyboard.press("Enter");
    }
    await expect(more).toHaveCount(0, { timeout: 200 });
  }).toPass({ timeout: 20_000 });
  // With the last rows the button is gone: who stood there goes on at the first of them.
  const place = page.locator("[aria-rowindex]").filter({ has: page.locator(":focus") });
  await expect.poll(async () => Number(await place.getAttribute("aria-rowindex"))).toBeGreaterThan(rows);
});

test("who stands in the last row stays there while more rows come", async ({ page, signIn }) => {
  const held = await holdPages(page);
  await signIn();
  const list = catalogue(page);
  const rows = Number(/\d+/.exec((await list.count.textContent())!)![0]);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const last = list.table.locator(`[aria-rowindex="${rows + 1}"]`).getByRole("link");
  await last.focus();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await expect(async () => {
    for (const release of held.splice(0)) release();
    await expect(list.count).not.toHaveText(`Showing ${rows}, more to load`, { timeout: 200 });
  }).toPass({ timeout: 20_000 });
  await expect(last).toBeFocused();
});

test("the first stop is a link past the navigation", async ({ page, signIn }) => {
  await signIn();
  await page.reload();
  await expect(catalogue(page).links.first()).toBeVisible();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  const before = page.url();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  expect(page.url()).toBe(before);
  await page.keyboard.press("Tab");
  await expect(catalogue(page).refresh).toBeFocused();
});

test("the dialog keeps the focus in and gives it back", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  await settled(page);
  const list = catalogue(page);
  await sandbox.revokeTokens();
  await list.refresh.focus();
  await page.keyboard.press("Enter");
  const dialog = signInDialog(page);
  await expect(dialog).toBeVisible();
  const inside = () => page.evaluate(() => {
    const focused = document.activeElement;
    return focused === document.body || focused!.closest("dialog") !== null;
  });
  const stops = new Set<string>();
  for (let press = 0; press < 12; press++) {
    await page.keyboard.press(press < 6 ? "Tab" : "Shift+Tab");
    expect(await inside()).toBe(true);
    stops.add(await page.evaluate(() => document.activeElement!.textContent || document.activeElement!.id));
  }
  expect(stops.size).toBeGreaterThan(2);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(list.refresh).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
  const { id_token } = await sandbox.token("mara-lindqvist");
  await signInForm(dialog).token.focus();
  await page.keyboard.type(id_token);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(list.refresh).toBeFocused();
});

test("what goes wrong is said to those who listen", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  await settled(page);
  await sandbox.fault({ operation: "ListUnitTests", kind: "status", status: 503 });
  await catalogue(page).refresh.focus();
  await page.keyboard.press("Enter");
  const words = page.getByRole("status").or(page.getByRole("alert")).filter({ hasText: "The API is being maintained." });
  await expect(words).toBeVisible();
  await sandbox.clearFaults();
  await tabTo(page, words.getByRole("button", { name: "Try again" }));
  await page.keyboard.press("Enter");
  await expect(words).toHaveCount(0);
  // The button that had the focus is gone with the notice.
  await page.keyboard.press("Tab");
  await expect(page.locator(":focus")).toHaveCount(1);
});

test("every control says what it is, and shows that it has the focus", async ({ page, signIn }) => {
  await signIn();
  await settled(page);
  const list = catalogue(page);
  await list.choice("Tag", "suite").or(list.choice("Tag", "access")).first().check();
  await settled(page);
  await page.getByRole("main").focus();
  let controls = 0;
  for (; controls < 60; controls++) {
    await page.keyboard.press("Tab");
    // The end of the page.
    if (await page.evaluate(() => document.activeElement === document.body)) break;
    const focus = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const style = getComputedStyle(element);
      const around = getComputedStyle(element.closest("label, form") ?? element);
      return {
        what: element.outerHTML.slice(0, 120),
        shown: style.outlineStyle !== "none" || style.boxShadow !== "none" || around.outlineStyle !== "none" || around.boxShadow !== "none",
      };
    });
    expect(focus.shown, focus.what).toBe(true);
  }
  expect(controls).toBeGreaterThan(40);
});

test("a list that grows does not take the focus from who walks through it", async ({ page, signIn }) => {
  await signIn();
  await settled(page);
  const list = catalogue(page);
  await list.table.locator('[aria-rowindex="19"]').getByRole("link").focus();
  for (let row = 20; row <= 60; row++) {
    await page.keyboard.press("Tab");
    await expect(list.table.locator(`[aria-rowindex="${row}"]`).getByRole("link")).toBeFocused();
  }
  await expectTests(page, 115);
});
