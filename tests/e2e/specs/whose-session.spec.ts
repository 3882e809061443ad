// Whose session a tab works with: other people's sessions, tabs that were away, clocks that are wrong, and what is pasted
// or left while signing in.
import type { BrowserContext, Page } from "@playwright/test";
import { apiKey, config, demoToken, example, idOf, organization, users } from "../harness/samples.ts";
import { startDialog } from "../harness/runs.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { setId, setPage, setsAt, small } from "../harness/sets.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, notice, settled, signInDialog, signInForm, unitTest } from "../harness/views.ts";
import { forms, openForm, testForm, unused } from "../harness/writing.ts";

const takeover = (page: Page) => page.getByRole("dialog", { name: "Who goes on here?" });
const stopped = (page: Page) => page.getByRole("alertdialog", { name: "The console stopped working" });

async function signInAs(page: Page, token: string): Promise<void> {
  await signInForm(signInDialog(page)).token.fill(token);
  await signInForm(signInDialog(page)).submit.click();
}

/** Another tab with the catalogue, whose session the server refuses: it asks to sign in again. */
async function refusedElsewhere(context: BrowserContext, sandbox: Sandbox): Promise<Page> {
  const other = await context.newPage();
  await other.goto(`${sandbox.app}${organization.id}/tests`);
  await expect(catalogue(other).links.first()).toBeVisible();
  await settled(other);
  await sandbox.revokeTokens();
  await catalogue(other).refresh.click();
  await expect(signInDialog(other)).toBeVisible();
  return other;
}

/** The updates that the server took. */
const updates = async (sandbox: Sandbox) => (await sandbox.requests("UpdateUnitTest")).filter((request) => request.status === 204);

test("somebody else who signs in in another tab does not save what was typed here", async ({ page, sandbox, signIn, context, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  const id = await idOf(sandbox, example.name);
  await openForm(page, forms.edit(sandbox, id));
  await testForm(page).description.fill("Typed by Mara");
  const other = await refusedElsewhere(context, sandbox);
  const { id_token } = await sandbox.token(users.administrator);
  await signInAs(other, id_token);
  await expect(signInDialog(other)).toBeHidden();
  await expect(catalogue(other).links.first()).toBeVisible();

  const asked = takeover(page);
  await expect(asked).toContainText(`In another tab, “${users.administrator}” signed in to ${organization.name}.`);
  await expect(asked).toContainText(`A draft of them stays here for “${users.owner}”.`);
  await asked.getByRole("button", { name: `Stay signed in as “${users.owner}”` }).click();
  await expect(asked).toBeHidden();
  await expect(testForm(page).description).toHaveValue("Typed by Mara");
  await testForm(page).save.click();
  await expect(signInDialog(page)).toBeVisible();
  expect(await updates(sandbox)).toEqual([]);

  // The same in this tab: the page is asked about before anything goes out.
  await signInAs(page, id_token);
  await expect(asked).toContainText(`You signed in to ${organization.name} as “${users.administrator}”. This page was started by “${users.owner}”.`);
  await asked.getByRole("button", { name: `Go on as “${users.administrator}”` }).click();
  await expect(asked).toBeHidden();
  await expect(testForm(page).save).toBeVisible();
  await expect(testForm(page).description).toHaveValue(example.description);
  expect(await updates(sandbox)).toEqual([]);
});

test("a token that does not say whose it is asks whether it was the same person", async ({ page, sandbox, signIn, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  const id = await idOf(sandbox, example.name);
  await openForm(page, forms.edit(sandbox, id));
  await testForm(page).description.fill("Typed by somebody");
  await sandbox.revokeTokens();
  await testForm(page).save.click();
  await expect(signInDialog(page)).toBeVisible();
  await signInAs(page, (await sandbox.token(users.owner, 3600, true)).id_token);
  const asked = takeover(page);
  await expect(asked).toContainText("This sign-in does not show whether you started this page.");
  expect(await updates(sandbox)).toEqual([]);
  await asked.getByRole("button", { name: "It was me: go on with this page" }).click();
  await expect(signInDialog(page)).toBeHidden();
  await expect(unitTest(page).heading(example.name)).toBeVisible();
  expect(await updates(sandbox)).toHaveLength(1);
});

test("a sign-in that does not say whose it is goes on with what the page was doing, once it was me", async ({ page, sandbox, signIn, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  await page.goto(`${sandbox.app}${organization.id}/tests/${await idOf(sandbox, unused)}`);
  await expect(unitTest(page).heading(unused)).toBeVisible();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const deleting = page.getByRole("dialog", { name: "Delete this unit test?" });
  await expect(deleting).toContainText("There is no way back");
  await settled(page);
  await sandbox.revokeTokens();
  await deleting.getByRole("button", { name: "Delete for good" }).click();
  await expect(signInDialog(page)).toContainText("goes on where it stopped");
  await signInAs(page, (await sandbox.token(users.owner, 3600, true)).id_token);
  const asked = takeover(page);
  await expect(asked).toContainText("This sign-in does not show whether you started this page.");
  expect((await sandbox.requests("DeleteUnitTest")).filter((request) => request.status === 204)).toEqual([]);
  await asked.getByRole("button", { name: "It was me: go on with this page" }).click();
  await expect(signInDialog(page)).toBeHidden();
  await expect.poll(async () => (await sandbox.requests("DeleteUnitTest")).filter((request) => request.status === 204).length).toBe(1);
});

test("what one person was refused, another is not", async ({ page, sandbox, context, pageLog }) => {
  pageLog.expectFailedRequests();
  await page.goto(setsAt.page(sandbox, await setId(sandbox, small)));
  await signInForm(page).token.fill((await sandbox.token(users.viewer)).id_token);
  await signInForm(page).submit.click();
  const { start } = setPage(page);
  const dialog = startDialog(page);
  const go = dialog.locator("button[data-kind=primary]");
  await start.click();
  await go.click();
  await expect(go).toHaveAttribute("aria-disabled", "true");
  await expect(go).toHaveAccessibleDescription(/Simulation:CreateSimulationUnitTestSetRun/);
  await dialog.getByRole("button", { name: "Do not start" }).click();
  // A refresh would forget it, so the other person signs in elsewhere.
  const other = await refusedElsewhere(context, sandbox);
  await signInAs(other, (await sandbox.token(users.administrator)).id_token);
  await expect(takeover(page)).toBeVisible();
  await expect(start).toHaveAttribute("aria-disabled", "true");
  await takeover(page).getByRole("button", { name: `Go on as “${users.administrator}”` }).click();
  await expect(takeover(page)).toBeHidden();
  await expect(start).toBeVisible();
  await expect(start).not.toHaveAttribute("aria-disabled", "true");
  await start.click();
  await expect(dialog).toContainText("This simulates");
  await go.click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f]{24}$/);
});

test("the address decides which organization's session is used, also in a third tab", async ({ page, sandbox, signIn, context }) => {
  // A second organization: the same data under another name.
  await context.route("**/v1/southgate/**", (route) =>
    route.continue({ url: route.request().url().replace("/v1/southgate/", `/v1/${organization.id}/`) }),
  );
  await signIn();
  const { id_token } = await sandbox.token(users.administrator);
  await page.goto(`${sandbox.app}southgate/tests`);
  await signInForm(page).token.fill(id_token);
  await signInForm(page).submit.click();
  await expect(catalogue(page).links.first()).toBeVisible();

  const third = await context.newPage();
  const tokens: Record<string, Set<string>> = { southgate: new Set(), [organization.id]: new Set() };
  for (const tab of [page, third]) {
    tab.on("request", (request) => {
      const place = /\/v1\/([^/]+)\/simulation/.exec(request.url())?.[1];
      const sent = request.headers()["authorization"];
      if (place && sent) tokens[place]?.add(sent);
    });
  }
  for (const place of ["southgate", organization.id, "southgate"]) {
    for (const tab of [third, page]) {
      await tab.goto(`${sandbox.app}${place}/tests?sort=oldest`);
      await expect(catalogue(tab).links.first()).toBeVisible();
    }
  }
  expect([...tokens["southgate"]!]).toEqual([`Bearer ${id_token}`]);
  expect([...tokens[organization.id]!]).toEqual([`Bearer ${demoToken}`]);
});

test("whoever signed out is signed out in a tab that was away, too", async ({ page, sandbox, signIn, context }) => {
  await signIn();
  const away = await context.newPage();
  await away.goto(`${sandbox.app}${organization.id}/tests`);
  await expect(catalogue(away).links.first()).toBeVisible();
  await away.goto("about:blank");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(signInForm(page).submit).toBeVisible();
  await sandbox.clearRequests();
  await away.goBack();
  await expect(signInForm(away).demo).toBeVisible();
  await expect(catalogue(away).table).toHaveCount(0);
  // None but the tabs' own, which needs no credentials.
  expect((await sandbox.requests()).filter((request) => request.operation !== "GetOrganization")).toEqual([]);
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(kept).toContain("signed-out");
  expect(kept).not.toContain(demoToken);
});

test("other pages of the origin do not get the token for the asking", async ({ sandbox, signIn, context }) => {
  await signIn();
  const base = new URL(sandbox.app).pathname;
  const stranger = await context.newPage();
  await stranger.route("**/stranger.html", (route) => route.fulfill({ contentType: "text/html", body: "<title>Stranger</title>" }));
  await stranger.goto(`${sandbox.app}stranger.html`);
  await stranger.evaluate((name) => {
    const heard: string[] = [];
    const channel = new BroadcastChannel(name);
    channel.onmessage = (event) => heard.push(String(event.data));
    Object.assign(globalThis, { heard });
    for (const ask of ['{"Ask":null}', '{"Ask":"northwind"}', '{"ask":"me","organization":null}', '{"ask":"me","path":"/elsewhere/"}']) channel.postMessage(ask);
  }, `simulation-console.session:${base}`);
  // A tab of the console gets it meanwhile, for the organization of its address.
  const tab = await context.newPage();
  await tab.goto(`${sandbox.app}${organization.id}/tests?sort=oldest&utm_source=chat`);
  await expect(catalogue(tab).links.first()).toBeVisible();
  const heard = await stranger.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
  const asks = heard.filter((text) => text.includes('"ask"')).map((text) => JSON.parse(text) as Record<string, unknown>);
  expect(asks).toHaveLength(1);
  expect(asks[0]!["organization"]).toBe(organization.id);
  // Only who asked as a console was offered anything: one offer, and one token.
  expect(heard.filter((text) => text.includes('"offer":') && !text.includes('"take"'))).toHaveLength(1);
  expect(heard.filter((text) => text.includes(demoToken))).toHaveLength(1);
});

for (const [name, hours] of [["ahead", 2], ["behind", -2]] as const) {
  test(`a clock that is two hours ${name} ends no session`, async ({ page, sandbox, pageLog }) => {
    pageLog.expectFailedRequests();
    await page.clock.install({ time: Date.now() + hours * 3_600_000 });
    await page.goto(`${sandbox.app}sign-in`);
    const form = signInForm(page);
    await form.withKey.check();
    await form.keyId.fill(apiKey.id);
    await form.key.fill(apiKey.key);
    await form.user.fill(users.owner);
    await form.submit.click();
    await expect(catalogue(page).row(example.name)).toBeVisible();
    await expect(notice(page, /Your sign-in (has ended|ends)/)).toHaveCount(0);
    await page.reload();
    await expect(catalogue(page).row(example.name)).toBeVisible();
    await expect(notice(page, /Your sign-in (has ended|ends)/)).toHaveCount(0);
  });
}

test("what cannot be sent is named, and what copying added is taken away", async ({ page, sandbox }) => {
  await page.goto(`${sandbox.app}sign-in`);
  const form = signInForm(page);
  await form.withKey.check();
  await form.keyId.fill(`“${apiKey.id}”`);
  await form.key.fill(`\u200b${apiKey.key}\ufeff`);
  await form.user.fill("Łukasz");
  await form.submit.click();
  await expect(form.user).toHaveAccessibleDescription(/holds “Ł”\. Copy it again/);
  await expect(form.user).toBeFocused();
  expect(await sandbox.requests()).toEqual([]);
  await form.user.fill(` ${users.owner}\u00ad `);
  await form.submit.click();
  await expect(catalogue(page).links.first()).toBeVisible();
  await expect(stopped(page)).toBeHidden();
});

test("secrets are no passwords for a password manager, and search boxes no user names", async ({ page, sandbox, signIn }) => {
  await page.goto(`${sandbox.app}sign-in`);
  const form = signInForm(page);
  const hidden = async () => form.token.evaluate((field) => getComputedStyle(field).getPropertyValue("-webkit-text-security"));
  expect(await hidden()).toBe("disc");
  await form.withKey.check();
  await expect(page.locator("input[type=password]")).toHaveCount(0);
  for (const field of [form.keyId, form.key, form.user]) {
    await expect(field).toHaveAttribute("autocomplete", "off");
    await expect(field).toHaveAttribute("data-1p-ignore", "true");
  }
  await signIn();
  await expect(catalogue(page).search).toHaveAttribute("autocomplete", "off");
  await expect(catalogue(page).search).toHaveAttribute("data-lpignore", "true");
});

/** A tab in which nothing is left to do but to press the button. */
async function readyToSignIn(context: BrowserContext, sandbox: Sandbox): Promise<Page> {
  const other = await context.newPage();
  await other.goto(`${sandbox.app}sign-in`);
  await signInForm(other).token.fill((await sandbox.token(users.owner)).id_token);
  return other;
}

const ways: Record<string, (page: Page, other: Page) => Promise<void>> = {
  "A sign-in in another tab": async (page, other) => {
    await signInForm(other).submit.click();
    await expect(signInDialog(page)).toBeHidden();
  },
  Escape: (page) => page.keyboard.press("Escape"),
  "Not now": (page) => signInDialog(page).getByRole("button", { name: "Not now" }).click(),
  Back: async (page) => void (await page.goBack()),
};

for (const [name, leave] of Object.entries(ways)) {
  test(`${name} while the organization is checked ends the sign-in, not the console`, async ({ page, sandbox, signIn, context, pageLog }) => {
    pageLog.expectFailedRequests();
    await signIn();
    await catalogue(page).links.first().click();
    await page.goBack();
    await settled(page);
    await sandbox.revokeTokens();
    await catalogue(page).refresh.click();
    await expect(signInDialog(page)).toBeVisible();
    const other = await readyToSignIn(context, sandbox);
    await sandbox.fault({ operation: "GetOrganization", kind: "delay", delay_ms: 600 });
    await signInForm(signInDialog(page)).withKey.check();
    await signInForm(signInDialog(page)).keyId.fill(apiKey.id);
    await signInForm(signInDialog(page)).key.fill(apiKey.key);
    await signInForm(signInDialog(page)).user.fill(users.owner);
    const asked = page.waitForRequest((request) => request.url().endsWith("/organization/"));
    const checked = page.waitForResponse((response) => response.url().endsWith("/organization/"));
    await signInForm(signInDialog(page)).submit.click();
    await asked;
    await leave(page, other);
    await checked;
    await expect(stopped(page)).toBeHidden();
    // It answers: the console goes on.
    await page.goto(`${sandbox.app}sign-in`);
    await expect(page.getByRole("main")).toBeVisible();
  });
}

test("requests end where they end", async ({ page, sandbox, signIn }) => {
  await signIn();
  await page.goto(`${sandbox.app}${organization.id}/runs`);
  await settled(page);
  const queries = (await sandbox.requests()).map((request) => request.query);
  expect(queries.some((query) => query.includes("sort_by"))).toBe(true);
  expect(queries.filter((query) => /^&|&&|&$/.test(query))).toEqual([]);
});

test("a settings file with a header that cannot be sent says so", async ({ page, sandbox }) => {
  await sandbox.setConfig({ body: await config(sandbox, { headers: { "X-ORG-ID": "Łódź" } }) });
  await page.goto(`${sandbox.app}sign-in`);
  await expect(page.getByRole("heading", { name: "The console is not set up yet" })).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("X-ORG-ID");
});
