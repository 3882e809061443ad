// The catalogue: what its rows say, and how its facets narrow them.
import type { Page } from "@playwright/test";
import { demoDeletedTests, demoTests, example, listed } from "../harness/samples.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, expectTests, settled } from "../harness/views.ts";

/** Opens a facet to its end. */
async function expand(page: Page, facet: string): Promise<void> {
  await catalogue(page).facet(facet).getByRole("button", { name: /more/ }).click();
}

test("the documented example stands in the table with all that it says", async ({ page, signIn }) => {
  await signIn();
  const list = catalogue(page);
  await expect(list.table.getByRole("columnheader")).toHaveText([
    "Name", "Service", "Persona and scenario", "Passes when", "Tags", "Creator", "Updated",
  ]);
  const row = list.row(example.name);
  await expect(row.getByRole("rowheader")).toContainText(example.description);
  const cells = row.getByRole("cell");
  await expect(cells.nth(0)).toHaveText(`${example.service.name}release`);
  await expect(cells.nth(1)).toHaveText(`${example.persona.name}${example.scenario.name}`);
  await expect(cells.nth(2)).toHaveText("Completion Rate is yes1 criterion");
  await expect(cells.nth(3)).toContainText("suite: onboarding");
  await expect(cells.nth(3)).toContainText("priority: high");
  await expect(cells.nth(4)).not.toHaveText(/…/);
  await expect(cells.nth(5)).toHaveText(/^(unknown|just now|\d+ (min|h|d) ago|yesterday|\d+ .+)$/);
});

test("every facet narrows the list to what it names, and no choice ever vanishes", async ({ page, signIn, sandbox }) => {
  const all = await listed(sandbox);
  const sample = all.find((one) => one.name === example.name)!;
  await signIn();
  await settled(page);
  const list = catalogue(page);
  const author = await list.row(example.name).getByRole("cell").nth(4).textContent();
  const facets: [string, string, (one: (typeof all)[number]) => boolean][] = [
    ["Service", example.service.name, (one) => one.service_id === sample.service_id],
    ["Persona", example.persona.name, (one) => one.persona_id === sample.persona_id],
    ["Scenario", example.scenario.name, (one) => one.scenario_id === sample.scenario_id],
    ["Metric", "Completion Rate", (one) => one.success_criterions.some((c) => c.metric_id === sample.success_criterions[0]!.metric_id)],
    ["Tag", "suite", (one) => one.tags.some((tag) => tag.key === "suite")],
    ["Creator", author!, (one) => one.creator.user_id === sample.creator.user_id],
  ];
  for (const facet of ["Persona", "Scenario", "Metric", "Tag"]) await expand(page, facet);
  const offered = () => list.filters.getByRole("checkbox").count();
  const before = await offered();
  expect(before).toBeGreaterThan(100);
  for (const [facet, choice, fits] of facets) {
    await test.step(facet, async () => {
      await list.choice(facet, choice).check();
      const fitting = all.filter(fits);
      await expect(list.row(example.name)).toBeVisible();
      // All that fit, and nothing else: counted where the list is short, looked at where it is long.
      if (fitting.length < 60) await expectTests(page, fitting.length);
      const names = new Set(fitting.map((one) => one.name));
      await expect.poll(async () => (await list.links.allTextContents()).filter((name) => !names.has(name))).toEqual([]);
      await expect(list.chips.getByRole("button", { name: /^Remove/ })).toHaveCount(1);
      expect(await offered()).toBe(before);
      await list.choice(facet, choice).uncheck();
      await expect(list.chips).toHaveCount(0);
    });
  }
});

test("several values widen a facet, several facets narrow the list, chips take them back", async ({ page, signIn }) => {
  await signIn();
  await settled(page);
  const list = catalogue(page);
  await list.choice("Service", example.service.name).check();
  await expectTests(page, 22);
  await list.choice("Service", "Billing Questions").check();
  await expectTests(page, 39);
  await expand(page, "Scenario");
  await list.choice("Scenario", "Charged twice").check();
  await expect(list.chips.getByRole("button", { name: /^Remove/ })).toHaveCount(3);
  await expect(list.row(example.name)).toHaveCount(0);
  await list.chip("Service: Billing Questions").click();
  await expect(page.getByRole("heading", { name: "No unit test fits" })).toBeVisible();
  await expect(list.choice("Service", "Billing Questions")).not.toBeChecked();
  await list.chip("Scenario: Charged twice").click();
  await expectTests(page, 22);
  await list.chips.getByRole("button", { name: "Clear all" }).click();
  await expect(list.chips).toHaveCount(0);
  await expect(page).not.toHaveURL(/\?/);
  await expect(list.row(example.name)).toBeVisible();
});

test("a long facet can be searched, opened and closed", async ({ page, signIn }) => {
  await signIn();
  await settled(page);
  const list = catalogue(page);
  const persona = list.facet("Persona");
  await expect(persona.getByRole("checkbox")).toHaveCount(6);
  await expand(page, "Persona");
  await expect(persona.getByRole("checkbox")).toHaveCount(29);
  await persona.getByRole("searchbox", { name: "Find in Persona" }).fill("ABERN");
  await expect(persona.getByRole("checkbox")).toHaveCount(1);
  await list.choice("Persona", example.persona.name).check();
  await expect(list.row(example.name)).toBeVisible();
  await persona.getByRole("searchbox").fill("nobody of this name");
  // What is chosen stays within reach.
  await expect(list.choice("Persona", example.persona.name)).toBeChecked();
  await persona.getByRole("button", { name: "Show fewer" }).click();
  await expect(persona.getByRole("checkbox")).toHaveCount(6);
  await expect(list.choice("Persona", example.persona.name)).toBeChecked();
});

test("a tag is any value, no value, or a typed one", async ({ page, signIn }) => {
  await signIn();
  await settled(page);
  const list = catalogue(page);
  await list.choice("Tag", "access").check();
  await expectTests(page, 8);
  await expect(list.chip("Tag: access")).toBeVisible();
  const kind = list.filters.getByRole("combobox", { name: "Value of access" });
  await kind.selectOption("no value");
  await expect(list.chip("Tag: access (no value)")).toBeVisible();
  await expect(page.getByRole("heading", { name: "No unit test fits" })).toBeVisible();
  await kind.selectOption("this value:");
  const value = list.filters.getByRole("textbox", { name: "The value of access" });
  await value.fill("deaf");
  await value.press("Enter");
  await expectTests(page, 4);
  await expect(list.chip("Tag: access: deaf")).toBeVisible();
  await expect(page).toHaveURL(/tag=access:deaf/);

  // What the API's syntax cannot say is not sent.
  await value.fill("a:b");
  await value.press("Enter");
  await expect(list.filters.getByRole("alert")).toHaveText("A value cannot be empty, * or hold a colon.");
  await expect(value).toHaveValue("a:b");
  await expect(list.chip("Tag: access: deaf")).toBeVisible();
  await value.fill("interpreter");
  await value.press("Enter");
  await expectTests(page, 2);
  await expect(list.filters.getByRole("alert")).toHaveCount(0);

  await list.choice("Tag", "access").uncheck();
  await expect(kind).toHaveCount(0);
  await expand(page, "Tag");
  await list.choice("Tag", "smoke").check();
  await list.filters.getByRole("combobox", { name: "Value of smoke" }).selectOption("no value");
  await expectTests(page, 17);
});

test("deleted tests are shown by a switch, and only they", async ({ page, signIn, sandbox }) => {
  await signIn();
  const list = catalogue(page);
  await list.deleted.check();
  await expectTests(page, demoDeletedTests);
  await expect(page).toHaveURL(/\?deleted$/);
  const names = (await listed(sandbox, "is_deleted=true")).map((one) => one.name).sort();
  expect((await list.links.allTextContents()).sort()).toEqual(names);
  await list.choice("Service", "Billing Questions").check();
  await expectTests(page, 1);
  await list.deleted.uncheck();
  await expectTests(page, 17);
});

for (const [order, direction] of [["Recently updated", -1], ["Longest not updated", 1]] as const) {
  test(`the list is in order: ${order}`, async ({ page, signIn, sandbox }) => {
    await signIn();
    const list = catalogue(page);
    await list.order.selectOption(order);
    const first = (await listed(sandbox, `is_deleted=false&sort_by=${direction === 1 ? "%2B" : "-"}updated_at`))[0]!;
    await expect(list.links.first()).toHaveText(first.name);
    const ids = await list.links.evaluateAll((links) => links.map((link) => link.getAttribute("href")!.split("/").pop()!));
    const documents = await Promise.all(ids.slice(0, 20).map((id) => sandbox.document("unit_test", id)));
    const times = documents.map((document) => Date.parse((document as { updated_at: string }).updated_at));
    expect(times).toEqual([...times].sort((a, b) => direction * (a - b)));
    expect(new Set(times).size).toBeGreaterThan(5);
  });
}

test("scrolling reaches every test once", async ({ page, signIn, sandbox }) => {
  await signIn();
  const list = catalogue(page);
  const seen = new Set<string>();
  const rows = list.table.locator("[aria-rowindex]");
  await expect(async () => {
    for (const name of await list.links.allTextContents()) seen.add(name);
    // Less than a screen at a time, each of them painted: wheels that a busy machine takes together would let rows pass unseen.
    await page.evaluate(() => new Promise((painted) => {
      scrollBy({ top: 500, behavior: "instant" });
      requestAnimationFrame(() => requestAnimationFrame(painted));
    }));
    await expect(rows.last()).toHaveAttribute("aria-rowindex", `${demoTests + 1}`, { timeout: 1 });
  }).toPass({ intervals: [50], timeout: 30_000 });
  for (const name of await list.links.allTextContents()) seen.add(name);
  await expectTests(page, demoTests);
  await expect(list.table).toHaveAttribute("aria-rowcount", `${demoTests + 1}`);
  expect([...seen].sort()).toEqual((await listed(sandbox)).map((one) => one.name).sort());
  const lists = (await sandbox.requests("ListUnitTests")).filter((request) => !request.query.includes("limit=500"));
  expect(lists.length).toBeLessThan(8);
});

test("a refresh brings what changed and keeps the rest", async ({ page, signIn, sandbox }) => {
  await signIn();
  await settled(page);
  const list = catalogue(page);
  const link = list.links.first();
  await link.evaluate((element) => ((element as unknown as { mark: boolean }).mark = true));
  const id = (await link.getAttribute("href"))!.split("/").pop()!;
  const document = (await sandbox.document("unit_test", id)) as Record<string, unknown>;
  await sandbox.putDocument("unit_test", { ...document, name: "A new name for it" }, { id });
  await list.refresh.click();
  await expect(link).toHaveText("A new name for it");
  expect(await link.evaluate((element) => (element as unknown as { mark?: boolean }).mark)).toBe(true);
  await expect(page.getByText(/^Updated \d+:\d+:\d+$/)).toBeVisible();
});

test("choices stand in the order of their names, whatever is ticked, sought or opened", async ({ page, signIn }) => {
  await signIn();
  await settled(page);
  const persona = catalogue(page).facet("Persona");
  const inOrder = async () => {
    const names = (await persona.locator("label").allTextContents()).map((name) => name.toLowerCase());
    expect(names).toEqual([...names].sort((a, b) => (a < b ? -1 : 1)));
    return names.length;
  };
  await expand(page, "Persona");
  await expect(persona.getByRole("checkbox")).toHaveCount(29);
  await inOrder();
  for (const name of ["Walter Brandt", "Marcus Bell", "Carmen Delgado"]) await persona.getByRole("checkbox", { name }).check();
  await persona.getByRole("searchbox").fill("an");
  await expect(persona.getByRole("checkbox", { name: "Marcus Bell" })).toBeChecked();
  expect(await inOrder()).toBeLessThan(29);
  await persona.getByRole("searchbox").fill("");
  await expect(persona.getByRole("checkbox")).toHaveCount(29);
  await inOrder();
  await persona.getByRole("button", { name: "Show fewer" }).click();
  await expect(persona.getByRole("checkbox")).toHaveCount(6);
  await inOrder();
  await persona.getByRole("checkbox", { name: "Walter Brandt" }).focus();
  await page.keyboard.press("Space");
  await expect(persona.getByRole("checkbox", { name: "Walter Brandt" })).toHaveCount(0);
  await expect(persona.locator(":focus")).toHaveCount(1);
  await inOrder();
});

test("when more tests cannot be loaded, what is there stays, and the rest comes on request", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await sandbox.fault({ operation: "ListUnitTests", kind: "status", status: 403, matching: "continuation_token=" });
  await signIn();
  const list = catalogue(page);
  const words = list.table.locator("xpath=..").getByRole("alert").filter({ hasText: "You may not see the unit tests." });
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(words).toBeVisible({ timeout: 250 });
  }).toPass({ timeout: 15_000 });
  await expect(list.count).toHaveText(/^Showing \d+, more to load$/);
  await expect(list.links.last()).toBeVisible();
  await sandbox.clearFaults();
  await words.getByRole("button", { name: "Try again" }).click();
  await expect(words).toHaveCount(0);
  await expectTests(page, demoTests);
});

for (const [fault, words] of [
  [{ kind: "status", status: 400 }, "Could not be read"],
  [{ kind: "status", status: 403 }, "You may not see what there is to choose"],
] as const) {
  test(`after a first load that failed (${fault.status}) the facets say so`, async ({ page, signIn, sandbox, pageLog }) => {
    pageLog.expectFailedRequests();
    await signIn();
    await sandbox.fault({ operation: "ListUnitTests", ...fault });
    await page.reload();
    const list = catalogue(page);
    await expect(list.facet("Service")).toContainText(words);
    await expect(list.filters).not.toContainText("Nothing to choose");
    await sandbox.clearFaults();
    await list.filters.getByRole("button", { name: "Try again" }).click();
    await expect(list.choice("Service", example.service.name)).toBeVisible();
    await expect(list.filters).not.toContainText(words);
  });
}

test("when the choices cannot be read, the list is there all the same", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  await sandbox.fault({ operation: "ListUnitTests", kind: "status", status: 400, matching: "limit=1&" });
  await page.goto(`${sandbox.app}northwind/tests?service=${example.service.id}`);
  const list = catalogue(page);
  await expect(list.row(example.name)).toBeVisible();
  await expect(list.filters.getByText("The choices could not be read.")).toBeVisible();
  // What is chosen can be taken back even so.
  await expect(list.choice("Service", example.service.name)).toBeChecked();
  await sandbox.clearFaults();
  await list.filters.getByRole("button", { name: "Try again" }).click();
  await expect(list.choice("Service", "Billing Questions")).toBeVisible();
  await expect(list.filters.getByText("The choices could not be read.")).toHaveCount(0);
});
