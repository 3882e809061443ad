// A persona and a scenario are created beside the form of a test, which is saved with both; what goes wrong on
// the way loses nothing.
import type { Page } from "@playwright/test";
import { creating, fillNew, onlyThing, thingsNamed, typedIn } from "../harness/creating.ts";
import { example, users } from "../harness/samples.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue } from "../harness/views.ts";
import { fillLeast, forms, once, openForm, ready, savedAs, testForm } from "../harness/writing.ts";

const drafts = (page: Page) =>
  page.evaluate(() => Object.entries({ ...localStorage }).filter(([key]) => key.startsWith("simulation-console.draft")).map(([, text]) => text as string).join());

const leaving = (page: Page) => page.getByRole("dialog", { name: "Leave without saving?" });

test("both are created beside the form, and the test is saved with them", async ({ page, signIn, sandbox, accessible }) => {
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  await fillLeast(page, "With people of its own");
  const form = testForm(page);
  await fillNew(page, "persona", "Ann of the first call");
  const persona = creating(page, "persona");
  await persona.dialog.getByText("Variables", { exact: true }).click();
  await persona.dialog.getByRole("button", { name: "Add sensitive variable" }).click();
  await persona.dialog.locator(".variable").getByRole("textbox", { name: "Name" }).fill("member_id");
  await persona.dialog.locator(".variable").getByRole("textbox", { name: "Value" }).fill("0042");
  await accessible();
  await persona.create.click();
  await expect(persona.dialog).toBeHidden();
  await expect(form.persona).toHaveValue("Ann of the first call");
  await expect(form.persona).toBeFocused();
  await fillNew(page, "scenario", "Before the weekend");
  const scenario = creating(page, "scenario");
  await scenario.dialog.getByRole("radio", { name: "the agent", exact: true }).check();
  await accessible();
  await scenario.name.press("Enter");
  await expect(scenario.dialog).toBeHidden();
  await expect(form.scenario).toHaveValue("Before the weekend");
  // What the next one begins with is blank.
  await expect(scenario.open).toBeVisible();
  await form.save.click();
  const id = await savedAs(page, "With people of its own");
  await expect(page.getByText("Calls for the first time 初診 and asks twice.")).toBeVisible();
  await expect(page.getByText("An appointment before the weekend")).toBeVisible();
  const ids = { persona_id: await onlyThing(sandbox, "persona", "Ann of the first call"), scenario_id: await onlyThing(sandbox, "scenario", "Before the weekend") };
  expect(await once(sandbox, "With people of its own")).toMatchObject({ id, ...ids });
});

test("a name that is taken stands at the name", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  await fillNew(page, "persona", example.persona.name);
  const { create, dialog, name, background } = creating(page, "persona");
  await create.click();
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription(/Another one has this name\./);
  await expect(background).not.toHaveValue("");
  await name.fill("Another Dorothy");
  await create.click();
  await expect(dialog).toBeHidden();
  await expect(testForm(page).persona).toHaveValue("Another Dorothy");
  await onlyThing(sandbox, "persona", "Another Dorothy");
});

test("who may not create is told why, keeps what was typed, and goes on once it is allowed", async ({ page, signIn, sandbox, pageLog, accessible }) => {
  pageLog.expectFailedRequests();
  await signIn();
  const permission = "Simulation:CreateSimulationPersona";
  await sandbox.permissions(users.owner, { revoke: [permission] });
  await openForm(page, forms.fresh(sandbox));
  await fillNew(page, "persona", "Not allowed yet");
  const persona = creating(page, "persona");
  await persona.create.click();
  await expect(persona.outcome).toContainText(permission);
  await expect(persona.outcome).toContainText("Everything you typed is still here.");
  await expect(persona.dialog.getByRole("button", { name: "Try again" })).toHaveCount(0);
  await expect(persona.create).toBeDisabled();
  const typed = await typedIn(persona.dialog);
  await accessible();
  await persona.cancel.click();
  await expect(persona.why).toContainText(permission);
  await expect(persona.goOn).toHaveAccessibleDescription(new RegExp(permission));
  await accessible();
  await persona.goOn.click();
  expect(await typedIn(persona.dialog)).toEqual(typed);
  // It is granted, and the person comes back to the tab.
  await sandbox.permissions(users.owner, { grant: [permission] });
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(persona.why).toHaveCount(0);
  await persona.create.click();
  await expect(testForm(page).persona).toHaveValue("Not allowed yet");
});

test("what is created although its answer is lost is chosen, and created once", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  const scenario = creating(page, "scenario");
  // The connection ends before it is done, then after.
  await fillNew(page, "scenario", "Lost and found");
  await sandbox.fault({ operation: "CreateScenario", kind: "drop", count: 1 });
  await scenario.create.click();
  await expect(scenario.outcome).toContainText("The scenario was looked up and is not there", { timeout: 20_000 });
  expect(await thingsNamed(sandbox, "scenario", "Lost and found")).toEqual([]);
  await sandbox.fault({ operation: "CreateScenario", kind: "drop_after", count: 1 });
  await scenario.outcome.getByRole("button", { name: "Try again" }).click();
  await expect(scenario.dialog).toBeHidden({ timeout: 20_000 });
  await expect(testForm(page).scenario).toHaveValue("Lost and found");
  await onlyThing(sandbox, "scenario", "Lost and found");
  expect(await sandbox.requests("CreateScenario")).toHaveLength(2);
});

test("what is typed beside the form is asked about, kept as a draft, and discarded with it", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  const [persona, scenario] = [creating(page, "persona"), creating(page, "scenario")];
  await fillNew(page, "scenario", "Half a scenario");
  await page.keyboard.press("Escape");
  await expect(scenario.dialog).toBeHidden();
  await fillNew(page, "persona", "Half a persona");
  await persona.dialog.getByText("Variables", { exact: true }).click();
  for (const [button, name] of [["Add variable", "plan"], ["Add sensitive variable", "member_id"]] as const) {
    await persona.dialog.getByRole("button", { name: button, exact: true }).click();
    await persona.dialog.locator(".variable").last().getByRole("textbox", { name: "Name" }).fill(name);
    await persona.dialog.locator(".variable").last().getByRole("textbox", { name: "Value" }).fill(`of ${name}`);
  }
  await expect.poll(() => drafts(page)).toContain("of plan");
  expect(await drafts(page), "what is sensitive is stored nowhere").not.toContain("member_id");
  // A reload asks, too; the form itself is untouched.
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  expect(asked).toEqual(["beforeunload"]);
  await ready(page);
  await expect(testForm(page).restored).toBeVisible();
  await persona.goOn.click();
  await expect(persona.background).toHaveValue("Calls for the first time 初診 and asks twice.");
  await expect(persona.dialog.locator(".variable")).toHaveCount(1);
  await expect(persona.dialog.locator(".variable").getByRole("textbox", { name: "Value" })).toHaveValue("of plan");
  await persona.cancel.click();

  await page.getByRole("navigation").getByRole("link", { name: "Unit tests" }).click();
  await expect(leaving(page)).toBeVisible();
  await leaving(page).getByRole("button", { name: "Leave and keep the draft" }).click();
  await expect(catalogue(page).table).toBeVisible();
  await page.goBack();
  await ready(page);
  await expect(scenario.goOn).toBeVisible();
  await testForm(page).restored.getByRole("button", { name: "Discard the draft" }).click();
  await expect(scenario.open).toBeVisible();
  await expect(persona.open).toBeVisible();
  expect(await drafts(page)).toBe("");
  await page.getByRole("button", { name: "Undo" }).click();
  await scenario.goOn.click();
  await expect(scenario.objective).toHaveValue("An appointment before the weekend");
});
