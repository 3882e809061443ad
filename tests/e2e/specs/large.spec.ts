// 5,000 tests: the page stays small and quick to the end, and nobody loses their place.
import type { Page } from "@playwright/test";
import type { Sandbox } from "../harness/sandbox.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, settled, unitTest } from "../harness/views.ts";

/** The bound on the whole document. */
const mostElements = 3000;
/** Live tests of the `large` seed. */
const tests = 4900;

async function open(page: Page, sandbox: Sandbox): Promise<void> {
  await sandbox.reset({ seed: "large" });
  // A tester scrolls faster than people do: the limits of the API are not what is tested here.
  await page.goto(`${sandbox.app}sign-in`);
  await page.getByRole("button", { name: "Explore with sample data" }).click();
  await expect(catalogue(page).links.first()).toBeVisible();
}

const elements = (page: Page) => page.evaluate(() => document.getElementsByTagName("*").length);

test("scrolling reaches the last of 5,000 tests, and the page stays small all the way", async ({ page, sandbox }) => {
  test.slow();
  await open(page, sandbox);
  const list = catalogue(page);
  let most = 0;
  await page.mouse.move(900, 500);
  const last = list.table.locator(`[aria-rowindex="${tests + 1}"]`);
  await expect(async () => {
    await page.mouse.wheel(0, 30_000);
    most = Math.max(most, await elements(page));
    expect(most).toBeLessThan(mostElements);
    await expect(last).toBeInViewport({ timeout: 1 });
  }).toPass({ intervals: [20], timeout: 120_000 });
  await expect(list.count).toHaveText(`${tests} unit tests`);
  await expect(list.table).toHaveAttribute("aria-rowcount", `${tests + 1}`);
  expect((await sandbox.requests()).filter((request) => request.status !== 200 && request.operation !== null)).toEqual([]);

  // A refresh reads again, and takes nothing away.
  await list.refresh.click();
  await settled(page);
  await expect(list.count).toHaveText(`${tests} unit tests`);
  await expect(async () => {
    await page.keyboard.press("End");
    await expect(last).toBeInViewport({ timeout: 500 });
  }).toPass({ timeout: 10_000 });

  // The last row is a row like all others, and the way back keeps its place.
  const name = (await last.getByRole("link").textContent())!;
  await last.getByRole("link").click();
  await expect(unitTest(page).heading(name)).toBeVisible();
  await page.goBack();
  await expect(last.getByRole("link")).toBeInViewport();
  expect(await elements(page)).toBeLessThan(mostElements);

  // To the top and to the end again, by jumps.
  for (const [key, place] of [["Home", 2], ["End", tests + 1], ["Home", 2]] as const) {
    await page.getByRole("main").focus();
    // Rows that were never drawn may turn out higher than it was thought: then the end is a little further.
    await expect(async () => {
      await page.keyboard.press(key);
      await expect(list.table.locator(`[aria-rowindex="${place}"]`)).toBeInViewport({ timeout: 500 });
    }).toPass({ timeout: 20_000 });
    expect(await elements(page)).toBeLessThan(mostElements);
  }
});

test("the Tab key walks through all rows, forth and back, and brings them into view", async ({ page, sandbox }) => {
  await open(page, sandbox);
  const list = catalogue(page);
  await settled(page);
  await list.links.first().focus();
  const focused = () => page.evaluate(() => Number(document.activeElement?.closest("[aria-rowindex]")?.getAttribute("aria-rowindex") ?? 0));
  for (let row = 3; row <= 130; row++) {
    // Rows come in pages, and somebody who is faster than the server waits for them.
    await expect(list.table.locator(`[aria-rowindex="${row}"]`)).toBeAttached();
    await page.keyboard.press("Tab");
    await expect.poll(focused, { intervals: [10, 20, 50] }).toBe(row);
  }
  await expect(page.locator(":focus")).toBeInViewport();
  expect(await elements(page)).toBeLessThan(mostElements);
  for (let row = 129; row >= 60; row--) {
    await page.keyboard.press("Shift+Tab");
    await expect.poll(focused, { intervals: [10, 20, 50] }).toBe(row);
  }
  await expect(page.locator(":focus")).toBeInViewport();
});

test("a focused row stays in the page when it is scrolled away", async ({ page, sandbox }) => {
  await open(page, sandbox);
  const list = catalogue(page);
  await settled(page);
  const link = list.table.locator('[aria-rowindex="12"]').getByRole("link");
  const name = (await link.textContent())!;
  await link.focus();
  await page.mouse.move(900, 500);
  await expect(async () => {
    await page.mouse.wheel(0, 8000);
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(20_000);
  }).toPass({ timeout: 20_000 });
  await expect(link).toBeFocused();
  await expect(link).not.toBeInViewport();
  // Other rows near it may go; the next key leads on from where the person was.
  await page.keyboard.press("Tab");
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest("[aria-rowindex]")?.getAttribute("aria-rowindex"))).toBe("13");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(unitTest(page).heading(name)).toBeVisible();
});

test("a filter over 5,000 tests starts at the top, with as small a page", async ({ page, sandbox }) => {
  await open(page, sandbox);
  const list = catalogue(page);
  await settled(page);
  await page.mouse.move(900, 500);
  await expect(async () => {
    await page.mouse.wheel(0, 8000);
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(10_000);
  }).toPass({ timeout: 20_000 });
  await list.choice("Creator", "Tomas Okafor").check();
  await expect(list.chip("Creator: Tomas Okafor")).toBeVisible();
  await settled(page);
  // Another list is read from its top, and nothing is loaded that nobody scrolled to.
  await expect(list.table.locator('[aria-rowindex="2"]')).toBeInViewport();
  await expect(list.count).toHaveText(/^Showing \d{1,3}, more to load$/);
  expect(await elements(page)).toBeLessThan(mostElements);
});
