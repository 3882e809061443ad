// From a test's page: change, duplicate, delete; and what somebody may not do.
import type { Page } from "@playwright/test";
import { example, idOf, organization, users } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, settled } from "../harness/views.ts";
import { fillLeast, forms, metrics, openForm, pick, putCopy, ready, rich, savedAs, sent, stored, testForm, unused } from "../harness/writing.ts";

async function openTest(page: Page, sandbox: Sandbox, name: string): Promise<string> {
  const id = await idOf(sandbox, name);
  await page.goto(`${sandbox.app}${organization.id}/tests/${id}`);
  await settled(page);
  return id;
}

const deleting = (page: Page) => page.getByRole("dialog", { name: "Delete this unit test?" });
const remove = (page: Page) => page.getByRole("button", { name: "Delete", exact: true });

test("a copy is the same test under another name, and the list shows it", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await openTest(page, sandbox, rich);
  await page.getByRole("link", { name: "Duplicate" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Duplicate unit test" })).toBeVisible();
  const form = testForm(page);
  await expect(form.name).toHaveValue(`${rich} (copy)`);
  await form.save.click();
  const copy = await savedAs(page, `${rich} (copy)`);
  expect(copy).not.toBe(id);
  const of = (test: Awaited<ReturnType<typeof stored>>) => ({
    description: test.description,
    service_id: test.service_id,
    service_version_set_name: test.service_version_set_name,
    persona_id: test.persona_id,
    scenario_id: test.scenario_id,
    max_interactions: test.max_interactions,
    success_criterions: test.success_criterions,
    tags: Object.fromEntries(test.tags.map(({ key, value }) => [key, value])),
  });
  expect(of(await stored(sandbox, copy))).toEqual(of(await stored(sandbox, id)));
  await page.getByRole("link", { name: "All unit tests" }).click();
  await expect(catalogue(page).row(`${rich} (copy)`)).toBeVisible();
});

test("a change is seen on the page and in the list", async ({ page, signIn }) => {
  await signIn();
  await settled(page);
  await catalogue(page).links.filter({ hasText: example.name }).click();
  await settled(page);
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Edit unit test" })).toBeVisible();
  await ready(page);
  await expect(page.locator(".fixed")).toHaveText(example.name);
  await expect(page.getByText("A unit test cannot be renamed.")).toBeVisible();
  await pick(testForm(page).scenario, "Someone to talk to");
  await testForm(page).description.fill("Seen at once");
  await testForm(page).save.click();
  await savedAs(page, example.name);
  await expect(page.getByText("Seen at once")).toBeVisible();
  await page.getByRole("link", { name: "All unit tests" }).click();
  await expect(catalogue(page).row(example.name)).toContainText("Someone to talk to");
});

test("sets that use a test stand in the way of deleting it, by name", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  const id = await openTest(page, sandbox, example.name);
  await remove(page).click();
  await expect(deleting(page)).toContainText(example.name);
  await expect(deleting(page)).toContainText("It cannot be deleted while test sets use it.");
  await expect(deleting(page).getByRole("listitem")).toHaveText(["Onboarding - full"]);
  await expect(deleting(page).getByRole("button", { name: "Delete for good" })).toBeDisabled();
  await expect(deleting(page).getByRole("link", { name: "Duplicate" })).toHaveAttribute("href", new RegExp(`/tests/new\\?from=${id}$`));
  await deleting(page).getByRole("button", { name: "Keep it" }).click();
  await expect(deleting(page)).toBeHidden();

  // A set that this person may not see.
  const hidden = await openTest(page, sandbox, unused);
  const [set] = (await (await fetch(`${sandbox.api}/v1/${organization.id}/simulation/unit_test_set/?limit=1`, { headers: { authorization: `Bearer ${(await sandbox.token(users.owner)).id_token}` } })).json()).simulation_unit_test_sets as { id: string }[];
  const document = (await sandbox.document("test_set", set!.id)) as object;
  await sandbox.putDocument("test_set", { ...document, id: "00000000000000000000beef", name: "Secret", unit_test_runs: [{ unit_test_id: hidden, run_count: 1 }], is_deleted: false }, { id: "00000000000000000000beef", hidden: true });
  await remove(page).click();
  await deleting(page).getByRole("button", { name: "Delete for good" }).click();
  await expect(deleting(page)).toContainText("It cannot be deleted: a test set uses it. It may be one that you may not see");
  expect((await stored(sandbox, hidden)).is_deleted).toBe(false);
  await page.keyboard.press("Escape");
  await expect(deleting(page)).toBeHidden();
  await expect(remove(page)).toBeFocused();
});

test("a deleted test leaves the list, and its page stays readable", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await openTest(page, sandbox, unused);
  await page.getByRole("link", { name: "All unit tests" }).click();
  await expect(catalogue(page).table).toBeVisible();
  await page.goBack();
  await remove(page).click();
  await expect(deleting(page)).toContainText("There is no way back");
  await sandbox.clearRequests();
  await deleting(page).getByRole("button", { name: "Delete for good" }).dblclick();
  await expect(catalogue(page).table).toBeVisible();
  await settled(page);
  const search = catalogue(page).search;
  await search.fill("Back in Stock");
  await search.press("Enter");
  await expect(catalogue(page).row("Back in Stock - Price Has Changed")).toBeVisible();
  await expect(catalogue(page).row(unused)).toHaveCount(0);
  expect(await sandbox.requests("DeleteUnitTest")).toHaveLength(1);
  expect((await stored(sandbox, id)).is_deleted).toBe(true);
  await page.goto(`${sandbox.app}${organization.id}/tests/${id}`);
  await expect(page.getByText("This unit test is deleted. It stays readable")).toBeVisible();
  await expect(remove(page)).toBeHidden();
  await expect(page.getByRole("link", { name: "Edit", exact: true })).toHaveCount(0);
  await page.goto(forms.edit(sandbox, id));
  await expect(page.getByText("This unit test is deleted and cannot be changed.")).toBeVisible();
});

test("what somebody may not do stays in sight, disabled, with the permission's name", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  const permissions = ["Create", "Modify", "Delete"].map((act) => `Simulation:${act}SimulationUnitTest`);
  await sandbox.permissions(users.owner, { revoke: permissions });
  await signIn();
  const create = page.getByRole("button", { name: "Create unit test" });
  await create.click();
  await ready(page);
  await fillLeast(page, "Not allowed");
  const form = testForm(page);
  await form.save.click();
  await expect(form.outcome).toContainText(`You may not create unit tests. Everything you typed is still here. Ask an administrator of your organization for the permission ${permissions[0]}.`);
  await expect(form.save).toBeDisabled();
  await expect(form.save).toHaveAccessibleDescription(new RegExp(permissions[0]!));
  await expect(form.name).toHaveValue("Not allowed");
  await expect(form.criterion(1).metric).toHaveValue(metrics.answer.name);
  await form.cancel.click();
  await page.getByRole("button", { name: "Leave and discard" }).click();
  await expect(create).toBeDisabled();
  await expect(create).toHaveAccessibleDescription(new RegExp(permissions[0]!));
  // The reason is there for everybody to see, too.
  await expect(page.getByRole("main").getByText(`it needs the permission ${permissions[0]}`)).toBeVisible();

  await catalogue(page).links.filter({ hasText: example.name }).click();
  await settled(page);
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await ready(page);
  await form.description.fill("Not allowed either");
  await form.save.click();
  await expect(form.outcome).toContainText(`You may not change unit tests. Everything you typed is still here. Ask an administrator of your organization for the permission ${permissions[1]}.`);
  await expect(form.save).toBeDisabled();
  await expect(form.save).toHaveAccessibleDescription(new RegExp(permissions[1]!));
  await form.cancel.click();
  await page.getByRole("button", { name: "Leave and discard" }).click();

  const copy = await putCopy(sandbox, await idOf(sandbox, unused), "00000000000000000000cafe", { name: "Not to be deleted" });
  // Within the page: what was refused is known as long as it is open.
  await page.getByRole("link", { name: "All unit tests" }).click();
  await catalogue(page).refresh.click();
  await settled(page);
  const search = catalogue(page).search;
  await search.fill("Not to be deleted");
  await search.press("Enter");
  await catalogue(page).row("Not to be deleted").getByRole("link").click();
  await remove(page).click();
  await deleting(page).getByRole("button", { name: "Delete for good" }).click();
  await expect(deleting(page)).toContainText(permissions[2]!);
  await expect(deleting(page).getByRole("button", { name: "Delete for good" })).toBeDisabled();
  await deleting(page).getByRole("button", { name: "Keep it" }).click();
  await expect(remove(page)).toBeDisabled();
  await expect(remove(page)).toHaveAccessibleDescription(new RegExp(permissions[2]!));
  expect((await stored(sandbox, copy)).is_deleted).toBe(false);
  expect(await sent(sandbox, "CreateUnitTest")).toHaveLength(1);
  // Who may only read may still open all of it.
  await openForm(page, forms.edit(sandbox, copy));
});

test("what was refused may be tried again after coming back, or after a refresh", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  const permission = "Simulation:CreateSimulationUnitTest";
  await sandbox.permissions(users.owner, { revoke: [permission] });
  await signIn();
  const create = page.getByRole("button", { name: "Create unit test" });
  await create.click();
  await ready(page);
  await fillLeast(page, "Allowed at last");
  const form = testForm(page);
  await form.save.click();
  await expect(form.outcome).toContainText(permission);
  await expect(form.save).toBeDisabled();
  await sandbox.permissions(users.owner, { grant: [permission] });
  // The person went to ask an administrator, in another tab, and comes back.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(form.save).toBeEnabled();
  await expect(form.outcome).not.toContainText(permission);
  await form.save.click();
  await savedAs(page, "Allowed at last");

  await sandbox.permissions(users.owner, { revoke: [permission] });
  await page.getByRole("link", { name: "Duplicate" }).click();
  await ready(page);
  await form.save.click();
  await expect(form.outcome).toContainText(permission);
  await expect(form.save).toBeDisabled();
  await form.cancel.click();
  await expect(create).toBeDisabled();
  await catalogue(page).refresh.click();
  await expect(create).toBeEnabled();
});

test("where the sets could not be read, the question before deleting says so", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  await openTest(page, sandbox, unused);
  await sandbox.fault({ operation: "ListTestSets", kind: "status", status: 400 });
  await remove(page).click();
  await expect(deleting(page)).toContainText("Which sets use it could not be checked.");
  await expect(deleting(page).getByRole("button", { name: "Delete for good" })).toBeEnabled();
});
