// Every state of every page: readable for all, in both colour schemes, from the phone to the wide screen.
import { join } from "node:path";
import { type Page } from "@playwright/test";
import { paths } from "../harness/paths.ts";
import { formStates } from "../harness/form-states.ts";
import { runStates } from "../harness/run-states.ts";
import { states } from "../harness/states.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, settled } from "../harness/views.ts";

const widths = [360, 390, 768, 1024, 1440];
/** Where axe looks, too. */
const looked = new Set([390, 1440]);

/** How far the page is wider than the window, and what sticks out. */
async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
      .slice(0, 5);
  });
}

for (const state of [...states, ...formStates, ...runStates]) {
  test(`fits and is accessible: ${state.name}`, async ({ page, sandbox, signIn, pageLog, accessible }) => {
    pageLog.expectFailedRequests();
    await state.open({ page, sandbox, signIn });
    for (const width of widths) {
      await page.setViewportSize({ width, height: width < 700 ? 844 : 900 });
      await expect.poll(() => overflow(page), `at ${width} px`).toEqual([]);
      if (!looked.has(width)) continue;
      for (const colorScheme of ["light", "dark"] as const) {
        await test.step(`${width} px, ${colorScheme}`, async () => {
          // Without motion: colours are looked at when they have changed, not while they do.
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          await accessible();
        });
      }
    }
  });
}

test("on a phone the filters open on demand, and rows tell what their cells are", async ({ page, signIn, accessible }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn();
  await settled(page);
  const list = catalogue(page);
  await expect(list.filters).toBeHidden();
  const button = page.getByRole("button", { name: "Filters" });
  await expect(button).toHaveAttribute("aria-expanded", "false");
  await button.click();
  await expect(button).toHaveAttribute("aria-expanded", "true");
  await list.choice("Service", "Billing Questions").check();
  await expect(page.getByRole("button", { name: "Filters (1)" })).toBeVisible();
  await expect(list.choice("Service", "Billing Questions")).toBeInViewport();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await accessible();
  }
  await page.getByRole("button", { name: "Filters (1)" }).click();
  await expect(list.filters).toBeHidden();
  await expect(list.table.getByRole("cell", { name: "Billing Questions" }).first()).toBeVisible();
});

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("colours follow the system until the person chooses, and the choice stays", async ({ page, signIn, context, sandbox }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await signIn();
  const light = await background(page);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await background(page);
  expect(dark).not.toBe(light);
  const colours = page.getByRole("combobox", { name: "Colours" });
  await colours.selectOption("Light");
  expect(await background(page)).toBe(light);
  await page.reload();
  await expect(colours).toHaveValue("light");
  expect(await background(page)).toBe(light);
  const other = await context.newPage();
  await other.emulateMedia({ colorScheme: "dark" });
  await other.goto(`${sandbox.app}sign-in`);
  await expect(other.getByRole("combobox", { name: "Colours" })).toHaveValue("light");
  expect(await background(other)).toBe(light);
  await page.bringToFront();
  await colours.selectOption("Dark");
  await page.emulateMedia({ colorScheme: "light" });
  expect(await background(page)).toBe(dark);
  await colours.selectOption("As the system");
  expect(await background(page)).toBe(light);
});

test("who wants less motion gets none", async ({ page, signIn, sandbox }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await signIn();
  await sandbox.fault({ operation: "ListUnitTests", kind: "delay", delay_ms: 25_000 });
  await page.reload();
  await expect(page.getByRole("status", { name: "Loading…" })).toBeVisible();
  const moving = await page.evaluate(() =>
    document.getAnimations().filter((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0) > 10 && animation.playState === "running").length);
  expect(moving).toBe(0);
});

if (process.env.UPDATE_SCREENSHOT) {
  test("the picture of the README", async ({ page, signIn, contrary }) => {
    if (contrary) return;
    await page.emulateMedia({ colorScheme: "light" });
    await signIn();
    await settled(page);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(paths.top, "docs/screenshot.png") });
  });
}
