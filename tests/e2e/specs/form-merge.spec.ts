// The test is changed or deleted by somebody else while it is edited: nobody overwrites anything unseen.
import type { Page } from "@playwright/test";
import { example, idOf } from "../harness/samples.ts";
import { expect, test } from "../harness/test.ts";
import { changed, colleague, forms, once, openForm, rich, savedAs, sent, stored, testForm, typed, unused } from "../harness/writing.ts";

const dialog = (page: Page) => page.getByRole("dialog", { name: "Somebody changed this test meanwhile" });

/** The choice for one part. */
function part(page: Page, name: string) {
  const group = dialog(page).getByRole("group", { name, exact: true });
  return { group, mine: group.getByRole("radio", { name: /^Yours/ }), theirs: group.getByRole("radio", { name: /^Theirs/ }) };
}

test("mine and theirs are chosen part by part, and nothing else is overwritten", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await idOf(sandbox, rich);
  await openForm(page, forms.edit(sandbox, id));
  const form = testForm(page);
  // Both change the description and the criteria; each changes a part that the other does not.
  await form.description.fill("My description");
  await form.interactions.fill("44");
  await form.criterion(1).name.fill("My criterion");
  const before = await stored(sandbox, id);
  const theirCriteria = before.success_criterions.slice(0, 2);
  await changed(sandbox, id, { description: "Their description", tags: { suite: "theirs", fresh: null }, success_criterions: theirCriteria, persona_id: example.persona.id });
  await sandbox.clearRequests();
  await form.save.click();
  await expect(dialog(page)).toContainText("Nothing has been overwritten.");
  expect(await sent(sandbox, "UpdateUnitTest")).toEqual([]);
  await expect(dialog(page).getByRole("group")).toHaveCount(4);
  // What only they changed is theirs until I say otherwise; what both changed is mine.
  await expect(part(page, "Description").mine).toBeChecked();
  await expect(part(page, "Description").group).toContainText("My description");
  await expect(part(page, "Description").group).toContainText("Their description");
  await expect(part(page, "Success criteria").mine).toBeChecked();
  await expect(part(page, "Success criteria").group).toContainText("My criterion is yes");
  await expect(part(page, "Tags").theirs).toBeChecked();
  await expect(part(page, "Tags").group).toContainText("suite: theirs");
  await expect(part(page, "Persona").theirs).toBeChecked();
  await expect(part(page, "Persona").group).toContainText(example.persona.name);
  await part(page, "Success criteria").theirs.check();
  await part(page, "Persona").mine.check();
  await dialog(page).getByRole("button", { name: "Save these choices" }).click();
  await savedAs(page, rich);
  const after = await stored(sandbox, id);
  expect(after.description).toBe("My description");
  expect(after.max_interactions).toBe(44);
  expect(after.persona_id).toBe(before.persona_id);
  expect(after.success_criterions).toEqual(theirCriteria);
  expect(Object.fromEntries(after.tags.map(({ key, value }) => [key, value]))).toEqual({ suite: "theirs", fresh: null });
  // What was chosen to be theirs is not sent at all.
  expect((await sent(sandbox, "UpdateUnitTest")).map((body) => Object.keys(body).sort())).toEqual([["description", "max_interactions", "persona_id"]]);
});

test("going back to the form keeps what is typed, and another change in between is seen", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await idOf(sandbox, rich);
  await openForm(page, forms.edit(sandbox, id));
  const form = testForm(page);
  await form.description.fill("Mine");
  const before = await typed(page);
  await changed(sandbox, id, { description: "Theirs" });
  await form.save.click();
  await dialog(page).getByRole("button", { name: "Back to the form" }).click();
  await expect(dialog(page)).toBeHidden();
  expect(await typed(page)).toEqual(before);
  await form.save.click();
  await expect(part(page, "Description").group).toContainText("Theirs");
  // While the person chooses, somebody changes it once more.
  await changed(sandbox, id, { description: "Theirs again" });
  await dialog(page).getByRole("button", { name: "Save these choices" }).click();
  await expect(part(page, "Description").group).toContainText("Theirs again");
  expect((await stored(sandbox, id)).description).toBe("Theirs again");
  await dialog(page).getByRole("button", { name: "Save these choices" }).click();
  await savedAs(page, rich);
  expect((await stored(sandbox, id)).description).toBe("Mine");
});

test("the same change by both, and none of mine, ask nothing", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await idOf(sandbox, rich);
  await openForm(page, forms.edit(sandbox, id));
  await testForm(page).description.fill("The same words");
  await testForm(page).interactions.fill("7");
  await changed(sandbox, id, { description: "The same words" });
  await sandbox.clearRequests();
  await testForm(page).save.click();
  await savedAs(page, rich);
  expect(await sent(sandbox, "UpdateUnitTest")).toEqual([{ max_interactions: 7 }]);
});

test("a draft that was restored is compared with what is stored now", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await idOf(sandbox, rich);
  await openForm(page, forms.edit(sandbox, id));
  await testForm(page).description.fill("Of yesterday");
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }).includes("Of yesterday"))).toBe(true);
  await changed(sandbox, id, { description: "Of this morning", max_interactions: 9 });
  page.on("dialog", (question) => void question.accept());
  await page.reload();
  await expect(testForm(page).restored).toBeVisible();
  await testForm(page).save.click();
  await expect(part(page, "Description").mine).toBeChecked();
  await expect(part(page, "Largest number of interactions").theirs).toBeChecked();
  await dialog(page).getByRole("button", { name: "Save these choices" }).click();
  await savedAs(page, rich);
  expect(await stored(sandbox, id)).toMatchObject({ description: "Of yesterday", max_interactions: 9 });
});

test("a test that was deleted meanwhile can be saved as a new one", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await idOf(sandbox, unused);
  await openForm(page, forms.edit(sandbox, id));
  const form = testForm(page);
  await form.description.fill("Worth keeping");
  await colleague(sandbox, "DELETE", `unit_test/${id}/`);
  await form.save.click();
  await expect(form.outcome).toContainText("This unit test was deleted while you were editing, or you may no longer see it. Everything you typed is still here");
  await expect(form.description).toHaveValue("Worth keeping");
  await form.outcome.getByRole("button", { name: "Save as a new test" }).click();
  await expect(form.name).toBeFocused();
  await expect(form.name).toHaveValue(`${unused} (copy)`);
  await form.name.fill("Saved all the same");
  await form.save.click();
  const other = await savedAs(page, "Saved all the same");
  expect(other).not.toBe(id);
  await once(sandbox, "Saved all the same");
  const { success_criterions, scenario_id } = await stored(sandbox, id);
  expect(await stored(sandbox, other)).toMatchObject({ description: "Worth keeping", success_criterions, scenario_id });
  expect((await stored(sandbox, id)).is_deleted).toBe(true);
});
