// Searching: one request for what was typed, and never an answer to what was typed before.
import { demoTests, example } from "../harness/samples.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, expectTests, settled } from "../harness/views.ts";

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
