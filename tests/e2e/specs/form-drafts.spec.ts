// Nothing typed is lost: drafts over reload, crash and another sign-in, in two tabs, and what asks
// before a page with changes is left.
import type { Page } from "@playwright/test";
import { apiKey, demoToken, example, idOf, organization, users } from "../harness/samples.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, signInDialog, signInForm } from "../harness/views.ts";
import { colleague, fillLeast, forms, once, openForm, pick, putCopy, ready, rich, savedAs, sent, testForm, typed } from "../harness/writing.ts";

/** The drafts of this browser: keys and texts. */
const drafts = (page: Page) =>
  page.evaluate(() => Object.entries({ ...localStorage }).filter(([key]) => key.startsWith("simulation-console.draft")));

/** Waits until a draft with some words is written, which is promised within a second. */
async function kept(page: Page, words: string): Promise<void> {
  await expect.poll(async () => (await drafts(page)).some(([, text]) => text.includes(words)), { timeout: 1500 }).toBe(true);
}

const leaving = (page: Page) => page.getByRole("dialog", { name: "Leave without saving?" });

test("a draft is there after a reload and a crash, until it is discarded", async ({ page, signIn, sandbox, context, pageLog }) => {
  pageLog.expect(/^crash: /);
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  const form = testForm(page);
  await fillLeast(page, "Not to be lost");
  await form.addTag.click();
  await form.tag(1).name.fill("half");
  await kept(page, "half");
  const before = await typed(page);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await ready(page);
  await expect(form.restored).toHaveText(/^Restored your draft of \d\d:\d\d\.Discard the draft$/);
  expect(await typed(page)).toEqual(before);

  // The last words before the process dies.
  await form.description.fill("The last words");
  await kept(page, "The last words");
  await page.goto("chrome://crash").catch(() => undefined);
  const other = await context.newPage();
  await expect(async () => {
    await other.goto(forms.fresh(sandbox));
    const demo = other.getByRole("button", { name: "Explore with sample data" });
    await expect(demo.or(testForm(other).save)).toBeVisible({ timeout: 5000 });
    if (await demo.isVisible()) await demo.click();
    await expect(testForm(other).save).toBeVisible({ timeout: 5000 });
  }).toPass();
  const again = testForm(other);
  await expect(again.restored).toBeVisible();
  await expect(again.name).toHaveValue("Not to be lost");
  await expect(again.description).toHaveValue("The last words");
  await expect(again.persona).toHaveValue(example.persona.name);

  await again.restored.getByRole("button", { name: "Discard the draft" }).click();
  await expect(again.restored).toHaveCount(0);
  await expect(again.name).toHaveValue("");
  await expect(again.persona).toHaveValue("");
  expect(await drafts(other)).toEqual([]);
  await other.reload();
  await ready(other);
  await expect(again.restored).toHaveCount(0);
});

test("a draft of a change goes on where it was, and is gone once it is saved", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await idOf(sandbox, rich);
  await openForm(page, forms.edit(sandbox, id));
  const form = testForm(page);
  await form.description.fill("Restored and saved");
  await form.criterion(1).remove.click();
  await kept(page, "Restored and saved");
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await ready(page);
  await expect(form.restored).toBeVisible();
  await expect(form.criteria).toHaveCount(3);
  // Drafts hold what is typed and nothing that opens a door.
  for (const [, text] of await drafts(page)) {
    expect(text).not.toContain(demoToken);
    expect(text.toLowerCase()).not.toMatch(/token|bearer|authorization/);
  }
  // A draft of another form is none of this one.
  await page.goto(forms.fresh(sandbox));
  await ready(page);
  await expect(form.restored).toHaveCount(0);
  await openForm(page, forms.edit(sandbox, id));
  await expect(form.restored).toBeVisible();
  await form.save.click();
  await savedAs(page, rich);
  expect(await drafts(page)).toEqual([]);
  const [update] = await sent(sandbox, "UpdateUnitTest");
  expect(Object.keys(update!).sort()).toEqual(["description", "success_criterions"]);
  await openForm(page, forms.edit(sandbox, id));
  await expect(form.restored).toHaveCount(0);
  await expect(form.description).toHaveValue("Restored and saved");
});

test("who has to sign in again in mid-save loses nothing, and the save goes on", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  await fillLeast(page, "Saved after signing in again");
  const before = await typed(page);
  await sandbox.revokeTokens();
  await testForm(page).save.click();
  const dialog = signInDialog(page);
  await expect(dialog).toBeVisible();
  expect(await typed(page)).toEqual(before);
  const { id_token } = await sandbox.token(users.owner);
  await signInForm(dialog).token.fill(id_token);
  await signInForm(dialog).submit.click();
  await savedAs(page, "Saved after signing in again");
  await expect(dialog).toBeHidden();
  await once(sandbox, "Saved after signing in again");
  expect(await drafts(page)).toEqual([]);
});

test("two tabs that edit the same test keep two drafts", async ({ page, signIn, sandbox, context }) => {
  await signIn();
  const address = forms.edit(sandbox, await idOf(sandbox, rich));
  await openForm(page, address);
  await testForm(page).description.fill("Of the first tab");
  await kept(page, "Of the first tab");
  const other = await context.newPage();
  await openForm(other, address);
  await expect(other.getByText("You are also editing this in another tab.")).toBeVisible();
  await expect(testForm(other).description).not.toHaveValue("Of the first tab");
  await testForm(other).description.fill("Of the second tab");
  await kept(other, "Of the second tab");
  for (const tab of [page, other]) tab.on("dialog", (dialog) => void dialog.accept());
  for (const [tab, words] of [[page, "Of the first tab"], [other, "Of the second tab"]] as const) {
    await tab.reload();
    await ready(tab);
    await expect(testForm(tab).restored).toBeVisible();
    await expect(testForm(tab).description).toHaveValue(words);
  }
  await testForm(other).restored.getByRole("button").click();
  await expect.poll(() => drafts(other)).toHaveLength(1);
  await expect(testForm(page).description).toHaveValue("Of the first tab");
});

test("a draft of somebody who is not known is offered without its words, left or taken", async ({ page, sandbox, context }) => {
  const enter = async (tab: Page) => {
    await tab.goto(forms.fresh(sandbox));
    await signInForm(tab).token.fill((await sandbox.token(users.owner, 3600, true)).id_token);
    await signInForm(tab).submit.click();
    await ready(tab);
  };
  await enter(page);
  await testForm(page).name.fill("Whose is it?");
  await testForm(page).description.fill("Nobody else's business");
  await kept(page, "Nobody else's business");
  const written = (await drafts(page)).map(([, text]) => text);
  await page.close();

  const other = await context.newPage();
  other.on("dialog", (dialog) => void dialog.accept());
  await enter(other);
  const form = testForm(other);
  const offered = other.getByRole("status").filter({ hasText: "It is not known whose it is." });
  await expect(offered).toContainText(/There is a draft of “Whose is it\?” in this browser, last changed .*\d\d:\d\d\./);
  await expect(other.getByRole("main")).not.toContainText("Nobody else's business");
  await expect(form.name).toHaveValue("");
  await offered.getByRole("button", { name: "It was not me" }).click();
  await expect(offered).toHaveCount(0);
  await expect(form.name).toHaveValue("");
  expect((await drafts(other)).map(([, text]) => text), "it stays for whoever wrote it").toEqual(written);

  await other.reload();
  await ready(other);
  await offered.getByRole("button", { name: "It was me: go on with it" }).click();
  await expect(form.restored).toBeVisible();
  await expect(form.name).toHaveValue("Whose is it?");
  await expect(form.description).toHaveValue("Nobody else's business");
  await expect(offered).toHaveCount(0);
  // From now on it is of who took it, and one draft.
  await form.description.fill("Gone on with");
  await kept(other, "Gone on with");
  expect(await drafts(other)).toHaveLength(1);
  await other.reload();
  await ready(other);
  await expect(form.restored).toBeVisible();
  await expect(form.description).toHaveValue("Gone on with");
});

test("a full store is said, and is not fatal", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  await page.evaluate(() => {
    for (let size = 4_000_000, at = 0; size >= 1; at++) {
      try {
        localStorage.setItem(`full-${at}`, "x".repeat(size));
      } catch {
        size = Math.floor(size / 2);
      }
    }
  });
  const form = testForm(page);
  await form.name.fill("Typed into a full browser");
  const said = page.getByRole("status").filter({ hasText: "This browser’s storage is full, so what you type now is not kept as a draft." });
  await expect(said).toContainText("Everything is still in the form. Save it before you close or reload this tab.");
  await expect(page.getByText("Not saved yet; a draft is kept in this browser.")).toHaveCount(0);
  await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("full-")).forEach((key) => localStorage.removeItem(key)));
  await form.name.fill("Typed when there is room again");
  await expect(said).toHaveCount(0);
  await kept(page, "Typed when there is room again");
});

test("links, Back and closing ask first", async ({ page, signIn, context }) => {
  await signIn();
  const form = testForm(page);
  await page.getByRole("button", { name: "Create unit test" }).click();
  await ready(page);
  // An unchanged form asks nothing.
  await form.cancel.click();
  await expect(catalogue(page).table).toBeVisible();
  await page.getByRole("button", { name: "Create unit test" }).click();
  await ready(page);
  const address = page.url();
  await form.description.fill("Unsaved");

  await form.cancel.click();
  await expect(leaving(page)).toContainText("Your changes are not saved yet.");
  await leaving(page).getByRole("button", { name: "Stay on this page" }).click();
  await expect(leaving(page)).toBeHidden();
  await expect(form.description).toHaveValue("Unsaved");
  expect(page.url()).toBe(address);

  await page.goBack();
  await expect(leaving(page)).toBeVisible();
  expect(page.url()).toBe(address);
  await leaving(page).getByRole("button", { name: "Leave and keep the draft" }).click();
  await expect(catalogue(page).table).toBeVisible();
  await page.goForward();
  await ready(page);
  await expect(form.restored).toBeVisible();
  await expect(form.description).toHaveValue("Unsaved");

  await page.getByRole("navigation").getByRole("link", { name: "Unit tests" }).click();
  await leaving(page).getByRole("button", { name: "Leave and discard" }).click();
  await expect(catalogue(page).table).toBeVisible();
  expect(await drafts(page)).toEqual([]);

  await page.getByRole("button", { name: "Create unit test" }).click();
  await ready(page);
  await form.description.fill("Closed without a word");
  const asked = page.waitForEvent("dialog");
  void page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.accept();
  await expect.poll(() => context.pages().length).toBe(0);
});

test("a draft is only for who wrote it", async ({ page, sandbox }) => {
  const enter = async (user: string) => {
    await page.goto(`${sandbox.app}sign-in`);
    const out = page.getByRole("button", { name: "Sign out" });
    await expect(signInForm(page).submit.or(out).first()).toBeVisible();
    if (await out.isVisible()) await out.click();
    // Only a sign-in with a key tells who somebody is.
    await signInForm(page).withKey.check();
    await signInForm(page).keyId.fill(apiKey.id);
    await signInForm(page).key.fill(apiKey.key);
    await signInForm(page).user.fill(user);
    await signInForm(page).submit.click();
    await expect(catalogue(page).table).toBeVisible();
  };
  await enter(users.owner);
  await page.goto(`${sandbox.app}${organization.id}/tests/new`);
  await ready(page);
  await testForm(page).name.fill("By the owner");
  await pick(testForm(page).persona, example.persona.name);
  await kept(page, example.persona.id);
  page.on("dialog", (dialog) => void dialog.accept());
  await enter(users.administrator);
  await page.goto(forms.fresh(sandbox));
  await ready(page);
  await expect(testForm(page).restored).toHaveCount(0);
  await expect(testForm(page).name).toHaveValue("");
  await enter(users.owner);
  await page.goto(forms.fresh(sandbox));
  await ready(page);
  await expect(testForm(page).restored).toBeVisible();
  await expect(testForm(page).name).toHaveValue("By the owner");
});

test("who leaves while a save is under way stays where they went, and no draft of it is offered", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  const form = testForm(page);
  await fillLeast(page, "Saved behind my back");
  await sandbox.fault({ operation: "CreateUnitTest", kind: "delay", delay_ms: 2500, count: 1 });
  await form.save.click();
  await form.cancel.click();
  await expect(leaving(page)).toContainText("Your changes are being saved at this moment.");
  await expect(leaving(page).getByRole("button", { name: "Leave and discard" })).toHaveCount(0);
  await leaving(page).getByRole("button", { name: "Leave", exact: true }).click();
  await page.getByRole("button", { name: "Create unit test" }).click();
  await ready(page);
  await form.description.fill("Something else");
  await expect.poll(async () => (await sandbox.requests("CreateUnitTest")).map((request) => request.status), { timeout: 10_000 }).toEqual([201]);
  await once(sandbox, "Saved behind my back");
  await expect.poll(async () => (await drafts(page)).filter(([, text]) => text.includes("Saved behind my back"))).toEqual([]);
  expect(page.url()).toBe(forms.fresh(sandbox));
  await expect(form.description).toHaveValue("Something else");
});

test("a draft of a test that is gone meanwhile is there, and can be saved as a new test", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await putCopy(sandbox, await idOf(sandbox, rich), "6618791275130b73714effff", { name: "Soon gone" });
  await openForm(page, forms.edit(sandbox, id));
  const form = testForm(page);
  await form.description.fill("Typed before it went");
  await kept(page, "Typed before it went");
  await colleague(sandbox, "DELETE", `unit_test/${id}/`);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await ready(page);
  await expect(form.description).toHaveValue("Typed before it went");
  await expect(form.outcome).toContainText("was deleted");
  await form.outcome.getByRole("button", { name: "Save as a new test" }).click();
  await form.name.fill("Back from the dead");
  await form.save.click();
  await savedAs(page, "Back from the dead");
  expect((await once(sandbox, "Back from the dead")).description).toBe("Typed before it went");
});
