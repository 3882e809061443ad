// Searching: one request for what was typed, and never an answer to what was typed before.
import { demoTests, example, idOf, organization } from "../harness/samples.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, expectTests, settled } from "../harness/views.ts";
import { putCopy, unused } from "../harness/writing.ts";

test("typing searches once it pauses, with the facets that are chosen", async ({ page, signIn, sandbox }) => {
  await signIn();
  await settled(page);
  const list = catalogue(page);
  await list.choice("Service", example.service.name).check();
  await expectTests(page, 22);
  await sandbox.clearRequests();
  await list.search.pressSequentially("confused");
  await expectTests(page, 1);
  await expect(list.links).toHaveText([example.name]);
  const asked = (await sandbox.requests()).filter((request) => request.operation !== null);
  expect(asked.map((request) => request.operation)).toEqual(["SearchUnitTests"]);
  expect(asked[0]!.query).toContain("query=confused");
  expect(asked[0]!.query).toContain(`service_id=${example.service.id}`);
  await expect(page).toHaveURL(/\?q=confused&service=/);
});

test("Enter searches at once, and emptying the box lists everything again", async ({ page, signIn }) => {
  await signIn();
  const list = catalogue(page);
  await list.search.fill("  refill  ");
  await list.search.press("Enter");
  await expect(page).toHaveURL(/\?q=refill$/);
  await expect.poll(async () => (await list.table.getByRole("rowheader").allTextContents()).filter((text) => !/refill/i.test(text))).toEqual([]);
  await expect(list.links.first()).toBeVisible();
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect(list.search).toHaveValue("");
  await expect(list.search).toBeFocused();
  await expect(page).not.toHaveURL(/\?/);
  await expect(list.row(example.name)).toBeVisible();
  // The other way: by the keyboard.
  await list.search.fill("nothing is called like this");
  await expect(page.getByRole("heading", { name: "No unit test fits" })).toBeVisible();
  await list.search.fill("");
  await expect(list.row(example.name)).toBeVisible();
});

test("an answer to overtaken words is never shown, and its request is given up", async ({ page, signIn, sandbox }) => {
  await signIn();
  await settled(page);
  const list = catalogue(page);
  await sandbox.fault({ operation: "SearchUnitTests", kind: "delay", delay_ms: 1500, matching: "query=onboarding" });
  await list.search.fill("onboarding");
  await list.search.press("Enter");
  await expect.poll(async () => (await sandbox.requests("SearchUnitTests")).length).toBe(1);
  await list.search.fill("confused");
  await list.search.press("Enter");
  await expect(list.row("Onboarding - No Phone Calls")).toHaveCount(0);
  await expect(list.row(example.name)).toBeVisible();
  const shown = await list.links.allTextContents();
  // The delayed answer would have come by now; its request was aborted instead.
  await expect.poll(async () => (await sandbox.requests("SearchUnitTests")).map((request) => request.aborted)).toEqual([true, false]);
  expect(await list.links.allTextContents()).toEqual(shown);
  await expect(list.search).toHaveValue("confused");
});

test("a search keeps to live tests unless the switch says otherwise, and to the order", async ({ page, signIn, sandbox }) => {
  await signIn();
  const list = catalogue(page);
  await list.search.fill("fax");
  await list.search.press("Enter");
  await expect(page).toHaveURL(/q=fax/);
  await expect(list.row("Refill - Fax Number")).toHaveCount(0);
  await list.deleted.check();
  await expect(list.row("Refill - Fax Number")).toBeVisible();
  await expect(list.links).toHaveCount(1);
  await list.deleted.uncheck();
  await list.search.fill("onboarding");
  await list.search.press("Enter");
  await expect(list.row(example.name)).toBeVisible();
  const newest = await list.links.allTextContents();
  await list.order.selectOption("Longest not updated");
  await expect(page).toHaveURL(/sort=oldest/);
  // The search call itself knows no order. Where it names no time, its own order stays.
  const dated = (await list.table.locator("time[datetime]").count()) > 0;
  if (dated) await expect.poll(() => list.links.allTextContents()).toEqual([...newest].reverse());
  else await expect(list.links).toHaveCount(newest.length);
  expect(newest.length).toBeLessThan(demoTests);
  expect(await sandbox.requests("SearchUnitTests")).not.toEqual([]);
});

test("a very long search is cut, not sent to be refused", async ({ page, sandbox }) => {
  await page.goto(`${sandbox.app}northwind/tests?q=${"qqzz%20".repeat(200)}`);
  await page.getByRole("button", { name: "Explore with sample data" }).click();
  await expect(page.getByRole("heading", { name: "No unit test fits" })).toBeVisible();
  const [request] = await sandbox.requests("SearchUnitTests");
  expect(request!.query.length).toBeLessThan(700);
  await catalogue(page).search.fill("x".repeat(500));
  await catalogue(page).search.press("Enter");
  await expect(page.getByRole("heading", { name: "No unit test fits" })).toBeVisible();
});

test("a letter with its mark is found in either form, by name and by the value of a tag", async ({ page, signIn, sandbox }) => {
  const id = "0000000000000000000030ae";
  await putCopy(sandbox, await idOf(sandbox, unused), id, { name: "Café visit", tags: [{ key: "café", value: "réunion" }] });
  await signIn();
  await settled(page);
  const list = catalogue(page);
  for (const written of ["Café", "Cafe\u0301"]) {
    await sandbox.clearRequests();
    await list.search.fill(written);
    await expectTests(page, 1);
    await expect(list.row("Café visit")).toBeVisible();
    expect(new URL(page.url()).searchParams.get("q")).toBe("Café");
    await list.search.fill("");
    await expect(page).not.toHaveURL(/q=/);
  }
  for (const written of ["réunion", "re\u0301union"]) {
    await page.goto(`${sandbox.app}${organization.id}/tests`);
    await settled(page);
    const tags = list.facet("Tag");
    await tags.getByRole("button", { name: /more/ }).click();
    await tags.getByRole("searchbox").fill("cafe\u0301");
    await tags.getByRole("checkbox", { name: "café", exact: true }).check();
    await list.filters.getByRole("combobox", { name: /café/ }).selectOption("typed");
    const value = list.filters.getByRole("textbox", { name: /café/ });
    await value.fill(written);
    await value.press("Enter");
    await expect(page).toHaveURL(new RegExp(encodeURIComponent("réunion")));
    await expectTests(page, 1);
    await expect(list.row("Café visit")).toBeVisible();
  }
});

test("half a character never gets into the address, and one in an address stops nothing", async ({ page, signIn, sandbox }) => {
  await signIn();
  await settled(page);
  const list = catalogue(page);
  const put = (units: number[]) => list.search.evaluate((field: HTMLInputElement, units) => {
    field.value = String.fromCharCode(...units);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    // Whoever presses Enter searches at once.
    field.form!.requestSubmit();
  }, units);
  await put([0x61, 0xd83d]);
  await expect(page).toHaveURL(/\?q=a$/);
  await put([0x61, 0xd83d, 0xde00]);
  await expect(page).toHaveURL(/\?q=a%F0%9F%98%80$/);
  await expect(list.search).toHaveValue("a😀");
  for (const query of ["q=a%ED%A0%BD", "q=%", "q=%F0%9F", "tag=%ED%B8%80", "service=%ED%A0%BD"]) {
    await page.goto(`${sandbox.app}${organization.id}/tests?${query}`);
    await expect(page.getByRole("heading", { level: 1, name: "Unit tests" })).toBeVisible();
    await settled(page);
  }
});
