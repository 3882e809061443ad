// The address holds what a person chose: to be shared, repaired, and walked back and forth.
import { demoToken, example, idOf, organization } from "../harness/samples.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, expectTests, notice, settled, unitTest } from "../harness/views.ts";

test("a colleague who opens the link sees the same", async ({ page, signIn, context }) => {
  await signIn();
  await settled(page);
  const list = catalogue(page);
  await list.choice("Service", "Billing Questions").check();
  await list.choice("Tag", "language").check();
  await list.filters.getByRole("combobox", { name: "Value of language" }).selectOption("this value:");
  await list.filters.getByRole("textbox", { name: "The value of language" }).fill("ukr");
  await list.filters.getByRole("textbox", { name: "The value of language" }).press("Enter");
  await list.search.fill("letter");
  await list.search.press("Enter");
  await list.order.selectOption("Longest not updated");
  await expect(page).toHaveURL(/q=letter&service=[0-9a-f]{24}&tag=language:ukr&sort=oldest$/);
  await expect(list.links).toHaveText([/Insurer/]);

  const other = await context.newPage();
  await other.goto(page.url());
  const same = catalogue(other);
  await expect(same.links).toHaveText([/Insurer/]);
  await expect(same.search).toHaveValue("letter");
  await expect(same.order).toHaveValue("oldest");
  await expect(same.choice("Service", "Billing Questions")).toBeChecked();
  await expect(same.filters.getByRole("textbox", { name: "The value of language" })).toHaveValue("ukr");
  await expect(same.chip("Tag: language: ukr")).toBeVisible();
  await expect(same.deleted).not.toBeChecked();
});

test("keys of other versions are kept, silently", async ({ page, sandbox, signIn }) => {
  await signIn();
  await page.goto(`${sandbox.app}${organization.id}/tests?utm_source=chat&view=%C3%BC&deleted`);
  const list = catalogue(page);
  await expect(list.deleted).toBeChecked();
  await expect(notice(page, /could not be read/)).toHaveCount(0);
  await list.deleted.uncheck();
  await expect(page).toHaveURL(/\?utm_source=chat&view=(ü|%C3%BC)$/);
  await list.choice("Service", example.service.name).check();
  await expect(page).toHaveURL(/service=.*utm_source=chat/);
});

test("values that cannot be read are named, ignored, and removed on request", async ({ page, sandbox, signIn }) => {
  await signIn();
  await page.goto(`${sandbox.app}${organization.id}/tests?service=Intake&tag=suite&sort=name&creator=nobody&utm_source=chat`);
  const list = catalogue(page);
  const words = notice(page, "A part of the address could not be read and is ignored:");
  await expect(words).toContainText("service=Intake, tag=suite, sort=name, creator=nobody");
  await expect(list.row(example.name)).toBeVisible();
  await expect(list.chips).toHaveCount(0);
  // Nothing else that is chosen takes them out of the address.
  await list.choice("Service", example.service.name).check();
  await expect(page).toHaveURL(/service=Intake/);
  await words.getByRole("button", { name: "Remove it from the address" }).click();
  await expect(words).toHaveCount(0);
  await expect(page).toHaveURL(`${sandbox.app}${organization.id}/tests?service=${example.service.id}&utm_source=chat`);
});

test("broken encodings, doubled keys and hostile texts open the catalogue all the same", async ({ page, sandbox, signIn }) => {
  // One page after another, quicker than people are.
  await sandbox.limit("*", null);
  await signIn();
  const list = catalogue(page);
  const hostile = ["?%zz=%ff&&=&service", "?service=%00&persona=%E2%80%AE", "?tag=:&tag=a:b:c&tag=*:*", "?creator=,&creator=a,b,c", "?deleted=maybe&sort", `?${"service=x&".repeat(100)}`, "?q=%3Cscript%3Ealert(1)%3C/script%3E"];
  for (const query of hostile) {
    await test.step(query.slice(0, 60), async () => {
      await page.goto(`${sandbox.app}${organization.id}/tests${query}`);
      await settled(page);
      await expect(list.table.or(page.getByRole("heading", { name: /^No unit test fits$/ })).first()).toBeVisible();
      await expect(list.search).toBeEditable();
    });
  }
});

test("a value that no longer exists is shown as a code, with the reason, and can be taken back", async ({ page, sandbox, signIn }) => {
  await signIn();
  const gone = "0123456789abcdef01234567";
  await page.goto(`${sandbox.app}${organization.id}/tests?service=${gone}&persona=${gone}&scenario=${gone}&metric=${gone}&creator=${organization.id},nobody-here&tag=gone:*`);
  const list = catalogue(page);
  await expect(page.getByRole("heading", { name: "No unit test fits" })).toBeVisible();
  for (const [facet, kind] of [["Service", "service"], ["Persona", "persona"], ["Scenario", "scenario"], ["Metric", "metric"]] as const) {
    await expect(list.chip(`${facet}: …234567`)).toBeVisible();
    const choice = list.facet(facet).getByRole("checkbox", { name: new RegExp(`^…234567 \\(This ${kind} \\(${gone}\\) does not exist any more, or you may not see it`) });
    await expect(choice).toBeChecked();
  }
  await expect(list.chip("Creator: …y-here")).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Clear all" }).last().click();
  await expect(list.row(example.name)).toBeVisible();
  await expect(page).not.toHaveURL(/\?/);
});

test("back and forward walk through what was chosen", async ({ page, signIn }) => {
  await signIn();
  await settled(page);
  const list = catalogue(page);
  await list.choice("Service", example.service.name).check();
  await expectTests(page, 22);
  await list.choice("Service", "Billing Questions").check();
  await expectTests(page, 39);
  await list.search.fill("letter");
  await list.search.press("Enter");
  await expect(list.search).toHaveValue("letter");
  await page.goBack();
  await expect(list.choice("Service", "Billing Questions")).not.toBeChecked();
  await expect(list.search).toHaveValue("");
  await expectTests(page, 22);
  await page.goForward();
  await expect(list.choice("Service", "Billing Questions")).toBeChecked();
  await expect(list.search).toHaveValue("letter");
});

test("going back from a test finds the list where it was left, without asking again", async ({ page, signIn, sandbox }) => {
  await signIn();
  await settled(page);
  const list = catalogue(page);
  await page.mouse.move(900, 500);
  await expect(async () => {
    await page.mouse.wheel(0, 1500);
    await expect(list.count).toHaveText("115 unit tests", { timeout: 100 });
  }).toPass({ timeout: 20_000 });
  const link = list.table.locator('[aria-rowindex="70"]').getByRole("link");
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight * 0.6));
    await link.scrollIntoViewIfNeeded({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
  const name = (await link.textContent())!;
  const before = await page.evaluate(() => scrollY);
  expect(before).toBeGreaterThan(2000);
  await link.click();
  await expect(unitTest(page).heading(name)).toBeVisible();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await settled(page);
  await sandbox.clearRequests();
  await page.goBack();
  await expect(list.table.getByRole("link", { name, exact: true })).toBeInViewport();
  await expect.poll(() => page.evaluate((y) => Math.abs(scrollY - y), before)).toBeLessThan(150);
  await expect(list.count).toHaveText("115 unit tests");
  expect(await sandbox.requests()).toEqual([]);
});

test("addresses that lead nowhere say so and lead home", async ({ page, sandbox, signIn }) => {
  await signIn();
  for (const path of ["northwind", "northwind/runs/1/2/3", "northwind/tests/a/b", "%2e%2e/x/y"]) {
    await page.goto(sandbox.app + path);
    await expect(page.getByRole("heading", { level: 1, name: "There is nothing at this address" })).toBeVisible();
  }
  await page.getByRole("link", { name: "Go to the unit tests" }).click();
  await expect(catalogue(page).row(example.name)).toBeVisible();
});

test("the root leads to the catalogue, with and without a session", async ({ page, sandbox }) => {
  await page.goto(sandbox.app);
  await page.getByRole("textbox", { name: "Access token" }).fill(demoToken);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(catalogue(page).row(example.name)).toBeVisible();
  await page.goto(sandbox.app);
  await expect(catalogue(page).row(example.name)).toBeVisible();
  await page.goto(`${sandbox.app}${organization.id}/tests/${await idOf(sandbox, example.name)}/`);
  await expect(unitTest(page).heading(example.name)).toBeVisible();
});
