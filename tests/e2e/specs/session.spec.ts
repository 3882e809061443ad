// A session's life: refused in mid-work, announced to end, shared with other tabs, ended.
import { type Page } from "@playwright/test";
import { apiKey, config, demoToken, example, idOf, organization, users } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, expectTests, notice, section, settled, signInDialog, signInForm, unitTest } from "../harness/views.ts";

async function signInAgain(page: Page, sandbox: Sandbox): Promise<void> {
  const dialog = signInDialog(page);
  const { id_token } = await sandbox.token(users.owner);
  await signInForm(dialog).token.fill(id_token);
  await signInForm(dialog).submit.click();
  await expect(dialog).toBeHidden();
}

test("a refused session is renewed over the page, and what was wanted goes on", async ({ page, sandbox, signIn, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  const list = catalogue(page);
  await settled(page);
  await sandbox.revokeTokens();
  await list.choice("Service", example.service.name).check();
  const dialog = signInDialog(page);
  await expect(dialog).toContainText("This page stays as it is and goes on where it stopped.");
  await expect(list.row(example.name)).toBeVisible();
  // Neither organization nor region can change: the same page goes on.
  await expect(signInForm(dialog).organization).toHaveCount(0);
  await signInForm(dialog).token.fill("still.not.right");
  await signInForm(dialog).submit.click();
  await expect(notice(page, "The API refused this token.")).toBeVisible();
  await sandbox.clearRequests();
  await signInAgain(page, sandbox);
  await expect(list.chip(`Service: ${example.service.name}`)).toBeVisible();
  await expectTests(page, 22);
  const lists = (await sandbox.requests("ListUnitTests")).filter((request) => request.status === 200);
  expect(lists[0]!.query).toContain(`service_id=${example.service.id}`);
  expect(lists[0]!.query).not.toContain("continuation_token");
});

test("so is one that ends while a test is read, and all its sections come", async ({ page, sandbox, signIn, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  await settled(page);
  const link = catalogue(page).links.filter({ hasText: example.name });
  await sandbox.revokeTokens();
  await link.click();
  await expect(signInDialog(page)).toBeVisible();
  await signInAgain(page, sandbox);
  await expect(unitTest(page).heading(example.name)).toBeVisible();
  await expect(section(page, "Who")).toContainText("choir leader");
  await expect(section(page, "What happens")).toContainText("MyNorthwind");
  await expect(section(page, "Used in test sets")).toContainText("Onboarding - full");
});

test("saying no leaves the list, words, and a way to sign in", async ({ page, sandbox, signIn, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  const list = catalogue(page);
  await settled(page);
  await sandbox.revokeTokens();
  await list.choice("Service", "Billing Questions").check();
  await signInDialog(page).getByRole("button", { name: "Not now" }).click();
  await expect(signInDialog(page)).toBeHidden();
  const words = notice(page, "Your sign-in is no longer valid.");
  await expect(words).toContainText("You still see the earlier list below.");
  await expect(list.row(example.name)).toBeVisible();
  // Escape says no, too.
  await words.getByRole("button", { name: "Sign in again" }).click();
  await expect(signInDialog(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(signInDialog(page)).toBeHidden();
  await words.getByRole("button", { name: "Sign in again" }).click();
  await signInAgain(page, sandbox);
  await expect(words).toHaveCount(0);
  await expectTests(page, 17);
});

test("the end of a session is announced before it comes", async ({ page, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await page.clock.install();
  await page.goto(`${sandbox.app}sign-in`);
  const form = signInForm(page);
  await form.withKey.check();
  await form.keyId.fill(apiKey.id);
  await form.key.fill(apiKey.key);
  await form.user.fill(users.owner);
  await form.submit.click();
  await expect(catalogue(page).row(example.name)).toBeVisible();
  await expect(notice(page, "Your sign-in ends")).toHaveCount(0);
  // An answer that is on its way while the page's clock is put forward tells what time it was before.
  await settled(page);
  await page.clock.fastForward("56:00");
  const soon = notice(page, /Your sign-in ends in \d minutes?\. Sign in again to go on without a break\./);
  await expect(soon).toBeVisible();
  await soon.getByRole("button", { name: "Sign in again" }).click();
  await expect(signInDialog(page)).toContainText("This page stays as it is.");
  await signInDialog(page).getByRole("button", { name: "Not now" }).click();
  await page.clock.fastForward("05:00");
  const over = notice(page, "Your sign-in has ended. Sign in again to go on; this page stays as it is.");
  await expect(over).toBeVisible();
  await expect(catalogue(page).row(example.name)).toBeVisible();
  await over.getByRole("button", { name: "Sign in again" }).click();
  await signInForm(signInDialog(page)).withToken.check();
  await signInAgain(page, sandbox);
  await expect(over).toHaveCount(0);
});

test("new tabs get the session, other browsers do not", async ({ page, sandbox, signIn, context, browser }) => {
  await signIn();
  const other = await context.newPage();
  await other.goto(`${sandbox.app}${organization.id}/tests?sort=oldest`);
  await expect(catalogue(other).links.first()).toBeVisible();
  // And the tab keeps it when it is loaded again alone.
  await page.close();
  await other.reload();
  await expect(catalogue(other).links.first()).toBeVisible();

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(`${sandbox.app}${organization.id}/tests`);
  await expect(signInForm(stranger).demo).toBeVisible();
  await expect(catalogue(stranger).table).toHaveCount(0);
  await stranger.context().close();
});

test("signing in again in one tab helps the others, signing out ends them all", async ({ page, sandbox, signIn, context, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  const other = await context.newPage();
  await other.goto(`${sandbox.app}${organization.id}/tests/${await idOf(sandbox, example.name)}`);
  await expect(section(other, "Used in test sets")).toContainText("Onboarding - full");
  await settled(page);
  await sandbox.revokeTokens();
  await sandbox.clearRequests();
  await catalogue(page).refresh.click();
  await expect(signInDialog(page)).toBeVisible();
  await unitTest(other).refresh.click();
  await expect(signInDialog(other)).toBeVisible();
  await signInAgain(page, sandbox);
  await expect(signInDialog(other)).toBeHidden();
  await expect(unitTest(other).heading(example.name)).toBeVisible();
  await expect.poll(async () => (await sandbox.requests("ListUnitTests")).filter((request) => request.status === 200).length).toBe(2);

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(`${sandbox.app}sign-in`);
  await expect(signInForm(page).submit).toBeVisible();
  await expect(signInForm(other).submit).toBeVisible();
  await expect(unitTest(other).heading(example.name)).toHaveCount(0);
  for (const tab of [page, other]) {
    expect(await tab.evaluate(() => JSON.stringify({ ...sessionStorage }))).toBe("{}");
  }
  await page.goBack();
  await expect(signInForm(page).submit).toBeVisible();
});

test("the token is in the tab's own store and nowhere else", async ({ page, signIn }) => {
  const told: string[] = [];
  page.on("console", (message) => told.push(message.text()));
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(`${request.url()} ${request.postData() ?? ""}`));
  await signIn();
  await catalogue(page).links.first().click();
  await expect(section(page, "Who")).toBeVisible();
  await page.goBack();
  const kept = await page.evaluate(() => ({ lasting: JSON.stringify({ ...localStorage }), cookies: document.cookie, page: document.documentElement.outerHTML }));
  const databases = await page.evaluate(async () => JSON.stringify([await indexedDB.databases(), await caches.keys()]));
  const everywhere = [...Object.values(kept), databases, ...told, ...addresses, page.url()].join("\n");
  expect(everywhere).not.toContain(demoToken);
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain(demoToken);
});

test("what an engineer copies after a refusal holds no credentials", async ({ page, sandbox, signIn, context, pageLog }) => {
  pageLog.expectFailedRequests();
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(sandbox.app).origin });
  await signIn();
  await sandbox.fault({ operation: "ListUnitTests", kind: "status", status: 500 });
  await catalogue(page).refresh.click();
  const words = notice(page, "The API had a problem of its own with the unit tests.");
  await words.getByRole("button", { name: "Copy details" }).click();
  await expect(words).toContainText("Copied");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("GET /v1/{organization}/simulation/unit_test/");
  expect(copied).toContain("Status: 500");
  expect(copied).not.toContain(demoToken);
});

test("behind a proxy there is nothing to type, and a lost session is renewed in another tab", async ({ page, sandbox, pageLog, context }) => {
  pageLog.expectFailedRequests();
  const pages = { sign_in: `${sandbox.app}oauth/start`, sign_out: "/oauth/out" };
  await sandbox.setConfig({ body: await config(sandbox, { sign_in: { proxy: pages } }) });
  // What a proxy does: it adds the credentials while its own session lives.
  let alive = true;
  await context.route("**/v1/**", (route) => {
    const headers = route.request().headers();
    expect(headers["authorization"]).toBeUndefined();
    return route.continue({ headers: alive ? { ...headers, authorization: `Bearer ${demoToken}` } : headers });
  });
  const list = catalogue(page);
  await page.goto(`${sandbox.app}${organization.id}/tests?service=${example.service.id}`);
  await expect(list.row(example.name)).toBeVisible();
  await expect(page).toHaveURL(/service=/);
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain("Bearer");

  // All of it is there, so nothing but the next click can find the session lost.
  await expectTests(page, 22);
  await settled(page);
  alive = false;
  await list.choice("Service", "Billing Questions").check();
  const dialog = signInDialog(page);
  await expect(dialog).toContainText("then come back and go on here");
  const link = dialog.getByRole("link", { name: "Open the sign-in page" });
  await expect(link).toHaveAttribute("rel", /noopener/);
  const [opened] = await Promise.all([context.waitForEvent("page"), link.click()]);
  await expect(opened).toHaveURL(/oauth\/start/);
  await opened.close();
  // Too early: the dialog comes again.
  await dialog.getByRole("button", { name: "I have signed in" }).click();
  await expect(dialog).toBeVisible();
  alive = true;
  await dialog.getByRole("button", { name: "I have signed in" }).click();
  await expect(dialog).toBeHidden();
  await expectTests(page, 39);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/oauth\/out/);
});
