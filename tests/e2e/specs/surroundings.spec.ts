// The page in other surroundings: translated, printed, looked through by the browser, in another language, in
// forced colours, in a very low window.
import type { Locator, Page } from "@playwright/test";
import { listedSets, openRun, runPage, runsAddress, runsList, startRun } from "../harness/runs.ts";
import { demoTests, example, idOf, organization, users } from "../harness/samples.ts";
import { found, openSetForm, setForm, setsAt } from "../harness/sets.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, expectTests, settled, unitTest } from "../harness/views.ts";
import { forms, openForm, testForm } from "../harness/writing.ts";

/** Does what a translator does, from now on: each text gives way to an element with other words. */
async function translate(page: Page): Promise<void> {
  await page.evaluate(() => {
    const put = () => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) {
        const parent = text.parentElement!;
        if (!text.data.trim() || ["FONT", "SCRIPT", "NOSCRIPT", "STYLE", "TITLE"].includes(parent.tagName)) continue;
        const outer = document.createElement("font");
        outer.append(Object.assign(document.createElement("font"), { textContent: `‹${text.data.trim()}› ` }));
        parent.replaceChild(outer, text);
      }
    };
    put();
    new MutationObserver(put).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

test("a translated page tells what is so: runs, counts, forms and dialogs", async ({ page, signIn, sandbox }) => {
  await sandbox.runTime({ frozen: true });
  await sandbox.habits({ "*": "passing" });
  const sets = (await listedSets(sandbox)).filter((set) => set.unit_test_runs.length > 2);
  const size = (set: (typeof sets)[number]) => set.unit_test_runs.reduce((sum, member) => sum + member.run_count, 0);
  const set = sets.sort((one, other) => size(one) - size(other))[0]!;
  const id = await startRun(sandbox, set.id, (await sandbox.token(users.administrator)).id_token);
  await sandbox.advance(1_000);
  await sandbox.changeRun(id, { conversations: 1 });
  await signIn();
  await openRun(page, sandbox, id);
  await settled(page);
  await translate(page);
  const run = runPage(page);
  await expect(run.outcome).toContainText("‹In progress");
  await sandbox.changeRun(id, { conversations: size(set) });
  await expect(run.outcome).toHaveText(/^\s*‹Passed›\s*$/, { timeout: 40_000 });
  await expect(run.progress).not.toContainText("In progress");

  await page.getByRole("link", { name: "Unit tests" }).click();
  await page.getByRole("checkbox", { name: new RegExp(`^‹?${example.service.name}›?$`) }).first().check();
  await settled(page);
  await expect(page.locator(".foot")).toContainText(/22 unit tests|Showing 22/);
  await expect(page.locator(".foot")).not.toContainText(`${demoTests}`);
  await page.getByRole("button", { name: /Create unit test/ }).or(page.getByRole("link", { name: /Create unit test/ })).first().click();
  await page.getByRole("textbox", { name: /Name/ }).first().fill("Translated");
  const save = page.locator(".save-bar").getByRole("button");
  await save.click();
  const problems = page.locator(".summary, .notice").filter({ hasText: "Say what this test is for" });
  await expect(problems.first()).toBeVisible();
  await page.locator("#form-description").fill("What it is for.");
  await expect(page.getByText("Say what this test is for")).toHaveCount(0);
});

test("a list is printed whole, light and without what can only be pressed", async ({ page, signIn }) => {
  await signIn();
  await settled(page);
  await expectTests(page, demoTests);
  const list = catalogue(page);
  const drawn = () => list.table.locator("tbody tr[aria-rowindex]").count();
  expect(await drawn()).toBeLessThan(demoTests);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect.poll(drawn).toBe(demoTests);
  for (const gone of [page.getByRole("navigation"), list.filters, list.search, list.refresh, page.getByRole("button", { name: "Create unit test" })]) await expect(gone).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(list.table.getByRole("columnheader").first()).toBeVisible();
  const scheme = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  expect(scheme).toBe("light");
  // Paper of the usual width holds the table, not a pile of cells.
  await page.setViewportSize({ width: 718, height: 1000 });
  expect(await list.table.evaluate((table) => getComputedStyle(table).display)).toBe("table");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  const paper = await page.pdf({ format: "A4" });
  expect(paper.length).toBeGreaterThan(10_000);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect.poll(drawn).toBeLessThan(demoTests);
});

test("pages of a run and of a test are printed without what can only be pressed", async ({ page, signIn, sandbox }) => {
  await signIn();
  await page.goto(runsAddress(sandbox));
  await settled(page);
  await page.getByRole("table", { name: "Runs" }).getByRole("rowheader").getByRole("link").last().click();
  await expect(runPage(page).outcome).toBeVisible();
  await settled(page);
  await page.emulateMedia({ media: "print" });
  await expect(runPage(page).outcome).toBeVisible();
  await expect(runPage(page).results).toBeVisible();
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("link", { name: "Unit tests" }).click();
  await catalogue(page).links.first().click();
  await settled(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
});

test("the list says that it shows a part and leads to its search; the browser's own finds all rows", async ({ page, signIn }) => {
  await signIn();
  await settled(page);
  const list = catalogue(page);
  // A pointer would scroll there first, and more rows come by scrolling.
  await page.getByRole("button", { name: "Search all of them" }).dispatchEvent("click");
  await expect(list.search).toBeFocused();
  await expectTests(page, demoTests);
  await expect(page.getByText("Find in page looks through these rows only.")).toHaveCount(0);
  await page.keyboard.press("Control+f");
  await expect(list.table.locator("tbody tr[aria-rowindex]")).toHaveCount(demoTests);
  await page.evaluate(() => scrollTo(0, 3000));
  await expect(list.table.locator("tbody tr[aria-rowindex]")).toHaveCount(demoTests);
});

test.describe("in Persian", () => {
  test.use({ locale: "fa-IR" });
  test("one calendar and one set of digits are on the page, and what is shown is read", async ({ page, signIn, sandbox }) => {
    await signIn();
    await settled(page);
    const texts = async () => (await page.getByRole("main").innerText()).concat(...(await page.locator("time").evaluateAll((all) => all.map((one) => `${one.textContent} ${one.getAttribute("title") ?? ""}`))));
    expect(await texts()).not.toMatch(/[\u0660-\u0669\u06f0-\u06f9]/);
    await page.goto(runsAddress(sandbox, "?from=2025-10-24"));
    await settled(page);
    expect(await texts()).not.toMatch(/[\u0660-\u0669\u06f0-\u06f9]/);
    // The chip and the field tell the same year.
    await expect(page.getByRole("group", { name: "Active filters" })).toContainText("2025");
    await openForm(page, forms.fresh(sandbox));
    await testForm(page).interactions.fill("\u200e۱۲");
    await testForm(page).save.click();
    await expect(testForm(page).problems.getByRole("link", { name: /Largest number/ })).toHaveCount(0);
  });
});

test.describe("in a time zone that changes", () => {
  // The zone is set below; a second one at the same time is refused.
  test.use({ timezoneId: [async ({}, use) => use(undefined), { scope: "test" }] });
  test("all times and the days of filters are those of the zone in which the console was opened", async ({ page, signIn, sandbox }) => {
    const browser = await page.context().newCDPSession(page);
    const travel = (timezoneId: string) => browser.send("Emulation.setTimezoneOverride", { timezoneId });
    await travel("America/New_York");
    await signIn();
    await page.goto(runsAddress(sandbox));
    await settled(page);
    const zones = async () => {
      const times = page.getByRole("main").locator("time[title]");
      await expect.poll(() => times.count()).toBeGreaterThan(3);
      const titles = await times.evaluateAll((all) => all.map((one) => one.getAttribute("title")!));
      return titles.filter((title) => !/GMT-[45]|E[DS]T/.test(title));
    };
    expect(await zones()).toEqual([]);
    await travel("Asia/Tokyo");
    expect(await page.evaluate(() => new Intl.DateTimeFormat().resolvedOptions().timeZone)).toBe("Asia/Tokyo");
    // Drawn anew.
    await page.getByRole("link", { name: "Unit tests" }).click();
    await settled(page);
    await page.getByRole("link", { name: "Runs", exact: true }).click();
    await settled(page);
    expect(await zones()).toEqual([]);
    await sandbox.clearRequests();
    await page.getByRole("textbox", { name: "Started on or after" }).fill("2025-11-02");
    const after = async () => (await sandbox.requests("ListRuns")).map((request) => new URLSearchParams(request.query).get("created_after")).filter((at) => at !== null);
    await expect.poll(async () => (await after()).length).toBeGreaterThan(0);
    // The day on which summer time ends there.
    expect(new Set(await after())).toEqual(new Set(["2025-11-02T04:00:00.000Z"]));
    await settled(page);
    expect(await page.getByRole("group", { name: "Active filters" }).innerText()).toContain("2025");
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await expect(page.locator(".notice", { hasText: "Your computer’s time zone has changed." })).toContainText("America/New_York");
  });
});

test("forced colours show states, bars, choices and the focus", async ({ page, signIn, sandbox }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await signIn();
  await page.goto(runsAddress(sandbox, "?completed=yes"));
  await settled(page);
  const border = (selector: string) => page.locator(selector).first().evaluate((element) => {
    const style = getComputedStyle(element);
    const canvas = getComputedStyle(document.body).backgroundColor;
    const seen = (colour: string, width: string) => width !== "0px" && colour !== canvas && !/^rgba\(.*, 0\)$/.test(colour);
    return seen(style.borderTopColor, style.borderTopWidth) || (style.outlineStyle !== "none" && seen(style.outlineColor, style.outlineWidth));
  });
  for (const selector of [".status", ".chip[data-removable]", ".side nav a[aria-current]", ".run-bar"]) expect(await border(selector), selector).toBe(true);
  const filled = await page.locator(".run-bar > span").first().evaluate((part) => {
    const style = getComputedStyle(part);
    return style.backgroundImage !== "none" || style.backgroundColor !== getComputedStyle(document.body).backgroundColor;
  });
  expect(filled).toBe(true);
  await page.getByRole("link", { name: "Unit tests" }).focus();
  await page.keyboard.press("Tab");
  expect(await border(":focus-visible")).toBe(true);
});

test("in a very low window nothing that has the focus is covered", async ({ page, signIn, sandbox }) => {
  await signIn();
  await page.setViewportSize({ width: 320, height: 256 });
  const covered = () => page.evaluate(() => {
    const focused = document.activeElement!;
    const box = focused.getBoundingClientRect();
    if (box.height === 0 || focused === document.body) return false;
    const [x, y] = [box.left + Math.min(box.width / 2, 40), box.top + Math.min(box.height / 2, 20)];
    const top = document.elementFromPoint(x, y);
    return !(top && (focused.contains(top) || top.contains(focused) || top.closest("label")?.contains(focused)));
  });
  const walk = async (steps: number) => {
    for (let step = 0; step < steps; step++) {
      await page.keyboard.press("Tab");
      await expect.poll(covered, { message: await page.evaluate(() => document.activeElement!.outerHTML.slice(0, 200)) }).toBe(false);
    }
  };
  await openForm(page, forms.fresh(sandbox));
  await testForm(page).name.focus();
  await walk(16);
  await openSetForm(page, setsAt.fresh(sandbox));
  await setForm(page).add.click();
  await settled(page);
  await found(page).search.focus();
  await walk(14);
});

test.describe("on touch", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
  test("fields have letters of 16 px: a phone does not zoom in", async ({ page, signIn, sandbox }) => {
    await signIn();
    await openForm(page, forms.fresh(sandbox));
    const sizes = await page.locator("input:not([type=checkbox], [type=radio]), textarea, select").evaluateAll((all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize)));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(16);
  });
});

for (const locale of ["en-GB", "fa-IR"]) {
  test(`the console's words are marked as English, and nobody's own are: ${locale}`, async ({ browser, sandbox, signIn }) => {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await signIn(page);
    /** The language that an element is said to be in. */
    const language = (found: Locator) => found.evaluate((element) => element.closest("[lang]")!.getAttribute("lang"));
    const id = await idOf(sandbox, example.name);
    const places = {
      [`${organization.id}/tests`]: { own: catalogue(page).row(example.name).getByRole("link"), ours: page.getByRole("heading", { level: 1 }) },
      [`${organization.id}/tests/${id}`]: { own: unitTest(page).heading(example.name), ours: page.getByRole("heading", { level: 2 }).first() },
      [`${organization.id}/tests/${id}/edit`]: { own: null, ours: page.getByRole("heading", { level: 1 }) },
      [`${organization.id}/runs`]: { own: runsList(page).rows.first().getByRole("rowheader").locator(".name-of").first(), ours: runsList(page).rows.first().locator(".outcome") },
    };
    for (const [path, { own, ours }] of Object.entries(places)) {
      await page.goto(`${sandbox.app}${path}`);
      await settled(page);
      expect(await page.locator("html").getAttribute("lang"), path).toBe("en");
      expect(await language(ours), path).toBe("en");
      if (own) expect(await language(own), path).toBe("");
    }
    await context.close();
  });
}
