// The page is loaded anew while something is being created: what was sent is remembered, looked up and led to.
import type { Page } from "@playwright/test";
import { creating, fillNew, onlyThing } from "../harness/creating.ts";
import { demoToken, idOf } from "../harness/samples.ts";
import { openSetForm, savedSet, setForm, setId, setOnce, setsAt, setsNamed, small } from "../harness/sets.ts";
import { expect, test } from "../harness/test.ts";
import { changed, forms, named, once, openForm, ready, rich, savedAs, testForm } from "../harness/writing.ts";

const told = (page: Page) => page.getByRole("status").filter({ hasText: /^Before you left this form/ });
const drafts = (page: Page) => page.evaluate(() => Object.entries({ ...localStorage }).filter(([key]) => key.startsWith("simulation-console.draft")).map(([, text]) => text as string));

test("a test that was created while the page was loaded anew is led to", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  page.on("dialog", (dialog) => void dialog.accept());
  await signIn();
  await openForm(page, forms.copy(sandbox, await idOf(sandbox, rich)));
  const form = testForm(page);
  await form.name.fill("Sent and reloaded");
  await sandbox.fault({ operation: "CreateUnitTest", kind: "late", delay_ms: 60_000, count: 1 });
  await form.save.click();
  await once(sandbox, "Sent and reloaded");
  // It is in the draft before anything is answered, and holds no credentials.
  expect((await drafts(page)).some((text) => text.includes('"sent":{') && !text.includes(demoToken))).toBe(true);
  await page.reload();
  await ready(page);
  await expect(told(page)).toContainText("“Sent and reloaded” was sent to be created, and it was created.", { timeout: 20_000 });
  await told(page).getByRole("button", { name: "Open the unit test" }).click();
  await savedAs(page, "Sent and reloaded");
  await once(sandbox, "Sent and reloaded");
  expect(await drafts(page)).toEqual([]);
});

test("what was typed since is not thrown away with the draft", async ({ page, signIn, sandbox, pageLog, accessible }) => {
  pageLog.expectFailedRequests();
  page.on("dialog", (dialog) => void dialog.accept());
  await signIn();
  await openForm(page, forms.copy(sandbox, await idOf(sandbox, rich)));
  const form = testForm(page);
  await form.name.fill("Sent, then changed");
  await sandbox.fault({ operation: "CreateUnitTest", kind: "late", delay_ms: 60_000, count: 1 });
  await form.save.click();
  await once(sandbox, "Sent, then changed");
  await page.reload();
  await ready(page);
  await expect(told(page)).toContainText("Nothing has to be saved again.", { timeout: 20_000 });
  await form.description.fill("Typed after it was sent.");
  await expect(told(page)).toContainText("What you changed since is only here");
  await accessible();
  const opened = page.waitForEvent("popup");
  await told(page).getByRole("link", { name: "Open the unit test" }).click();
  await expect((await opened).getByRole("heading", { level: 1 })).toContainText("Sent, then changed");
  await expect(form.description).toHaveValue("Typed after it was sent.");
  expect((await drafts(page)).some((text) => text.includes("Typed after"))).toBe(true);
});

test("what somebody changed since is neither denied nor called the same", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  page.on("dialog", (dialog) => void dialog.accept());
  await signIn();
  await openForm(page, forms.copy(sandbox, await idOf(sandbox, rich)));
  const form = testForm(page);
  await form.name.fill("Sent, and changed by another");
  await sandbox.fault({ operation: "CreateUnitTest", kind: "late", delay_ms: 60_000, count: 1 });
  await form.save.click();
  const { id } = await once(sandbox, "Sent, and changed by another");
  await changed(sandbox, id, { max_interactions: 3 });
  await page.reload();
  await ready(page);
  await expect(told(page)).toContainText("is there, but not just as it was sent", { timeout: 20_000 });
  await expect(told(page).getByRole("link", { name: "Open the unit test" })).toHaveAttribute("href", new RegExp(id));
});

test("whoever saves once more is led to what is there", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  page.on("dialog", (dialog) => void dialog.accept());
  await signIn();
  // A copy that is sent as it was opened: nothing was typed.
  await openForm(page, forms.copy(sandbox, await idOf(sandbox, rich)));
  const form = testForm(page);
  await sandbox.fault({ operation: "CreateUnitTest", kind: "late", delay_ms: 60_000, count: 1 });
  await form.save.click();
  await once(sandbox, `${rich} (copy)`);
  await page.reload();
  await ready(page);
  await form.save.click();
  await savedAs(page, `${rich} (copy)`);
  await expect(page.getByText("The unit test is there already, just as you wrote it: it was created once.").first()).toBeVisible();
  await once(sandbox, `${rich} (copy)`);
});

test("a test that was not created is told so, and can be saved", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  page.on("dialog", (dialog) => void dialog.accept());
  await signIn();
  await openForm(page, forms.copy(sandbox, await idOf(sandbox, rich)));
  const form = testForm(page);
  await form.name.fill("Sent in vain");
  await sandbox.clearRequests();
  await sandbox.fault({ operation: "CreateUnitTest", kind: "delay", delay_ms: 60_000, count: 1 });
  await form.save.click();
  await expect.poll(async () => (await sandbox.requests("CreateUnitTest")).length).toBe(1);
  await page.reload();
  await ready(page);
  await expect(told(page)).toContainText("It was looked up and is not there.", { timeout: 20_000 });
  await expect(form.name).toHaveValue("Sent in vain");
  expect(await named(sandbox, "Sent in vain")).toEqual([]);
  await form.save.click();
  await savedAs(page, "Sent in vain");
  await once(sandbox, "Sent in vain");
});

test("a set that was created while the page was loaded anew is led to", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  page.on("dialog", (dialog) => void dialog.accept());
  await signIn();
  await openSetForm(page, setsAt.copy(sandbox, await setId(sandbox, small)));
  await setForm(page).name.fill("Set sent and reloaded");
  await sandbox.fault({ operation: "CreateTestSet", kind: "late", delay_ms: 60_000, count: 1 });
  await setForm(page).save.click();
  await setOnce(sandbox, "Set sent and reloaded");
  await page.reload();
  await expect(told(page)).toContainText("“Set sent and reloaded” was sent to be created, and it was created.", { timeout: 20_000 });
  await told(page).getByRole("button", { name: "Open the test set" }).click();
  await savedSet(page, "Set sent and reloaded");
  expect(await setsNamed(sandbox, "Set sent and reloaded")).toHaveLength(1);
});

test("a persona that was created while the page was loaded anew is chosen", async ({ page, signIn, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  page.on("dialog", (dialog) => void dialog.accept());
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  await fillNew(page, "persona", "Ann of the reload");
  await sandbox.fault({ operation: "CreatePersona", kind: "late", delay_ms: 60_000, count: 1 });
  await creating(page, "persona").create.click();
  await onlyThing(sandbox, "persona", "Ann of the reload");
  await page.reload();
  await ready(page);
  await expect(testForm(page).persona).toHaveValue("Ann of the reload", { timeout: 20_000 });
  await expect(creating(page, "persona").open).toBeVisible();
  await onlyThing(sandbox, "persona", "Ann of the reload");
});
