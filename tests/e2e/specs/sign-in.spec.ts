// Signing in: every way that the settings offer, and what is said when it does not work.
import type { Page } from "@playwright/test";
import { apiKey, config, demoToken, example, idOf, organization, users } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, notice, signInForm, unitTest } from "../harness/views.ts";

/** Every place in which a page could keep or tell something. */
async function placesOf(page: Page) {
  return page.evaluate(() => ({
    lasting: JSON.stringify({ ...localStorage }),
    ofTab: JSON.stringify({ ...sessionStorage }),
    cookies: document.cookie,
    address: location.href,
    page: document.documentElement.outerHTML,
  }));
}

async function openForm(page: Page, sandbox: Sandbox) {
  await page.goto(`${sandbox.app}sign-in`);
  return signInForm(page);
}

test("sample data lead to the catalogue, and Back does not lead out of it again", async ({ page, sandbox }) => {
  const form = await openForm(page, sandbox);
  await form.demo.click();
  await expect(catalogue(page).links.first()).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/${organization.id}/tests$`));
  await expect(page.getByText(organization.name, { exact: true })).toBeVisible();
  await expect(page).toHaveTitle(`Unit tests · ${organization.name} · Simulation Console`);
  await page.goto(`${sandbox.app}sign-in`);
  await expect(catalogue(page).links.first()).toBeVisible();
});

test("a token is taken however it was copied, and only its own characters are sent", async ({ page, sandbox }) => {
  for (const around of [(t: string) => t, (t: string) => `  Bearer ${t} `, (t: string) => `Authorization: bearer ${t}`, (t: string) => `"${t}"`]) {
    const { id_token } = await sandbox.token(users.owner);
    const form = await openForm(page, sandbox);
    await form.token.fill(around(id_token));
    await form.submit.click();
    await expect(catalogue(page).links.first()).toBeVisible();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(form.submit).toBeVisible();
  }
});

test("an empty or impossible token is refused before anything is sent", async ({ page, sandbox }) => {
  const form = await openForm(page, sandbox);
  await form.submit.click();
  await expect(form.token).toBeFocused();
  await expect(form.token).toHaveAccessibleDescription(/Please fill this in\./);
  await form.token.fill("schlüssel");
  await form.submit.click();
  await expect(form.token).toHaveAccessibleDescription(/This cannot be a token/);
  await expect(form.token).toHaveValue("schlüssel");
  expect(await sandbox.requests()).toEqual([]);
});

const refused = {
  "an invented token": async () => "abc.def.ghi",
  "an expired token": async (sandbox: Sandbox) => (await sandbox.token(users.owner, -60)).id_token,
  "a token that expired meanwhile": async (sandbox: Sandbox) => {
    const { id_token } = await sandbox.token(users.owner, 600);
    await sandbox.advance(601_000);
    return id_token;
  },
  "an API key in the token's place": async () => apiKey.key,
};

for (const [name, make] of Object.entries(refused)) {
  test(`${name} is refused in words, stays in the field, and is kept nowhere`, async ({ page, sandbox, pageLog }) => {
    pageLog.expectFailedRequests();
    const token = await make(sandbox);
    const form = await openForm(page, sandbox);
    await form.token.fill(token);
    await form.submit.click();
    await expect(notice(page, "The API refused this token.")).toContainText("An API key is not a token.");
    await expect(form.token).toHaveValue(token);
    await expect(form.submit).toBeEnabled();
    const { lasting, ofTab, address } = await placesOf(page);
    expect(lasting + ofTab + address).not.toContain(token);
    // The way on: another token, in the same form.
    await form.token.fill(demoToken);
    await form.submit.click();
    await expect(catalogue(page).links.first()).toBeVisible();
  });
}

test("an API key is exchanged for a token and kept nowhere", async ({ page, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  const form = await openForm(page, sandbox);
  await form.withKey.check();
  await expect(page.getByText("belongs on a server")).toBeVisible();
  await form.submit.click();
  await expect(form.keyId).toBeFocused();
  await form.keyId.fill(apiKey.id);
  await form.key.fill("wrong");
  await form.user.fill(users.owner);
  await form.submit.click();
  await expect(notice(page, "The API refused this key.")).toContainText("does not say which of them is wrong");
  await expect(form.keyId).toHaveValue(apiKey.id);
  await expect(form.user).toHaveValue(users.owner);
  await form.key.fill(apiKey.key);
  await form.submit.click();
  await expect(catalogue(page).links.first()).toBeVisible();
  const places = await placesOf(page);
  for (const [place, content] of Object.entries(places)) {
    expect(content, place).not.toContain(apiKey.key);
    expect(content, place).not.toContain(apiKey.id);
  }
  expect((await sandbox.requests("SignInWithApiKey")).map((request) => request.query)).toEqual(["", ""]);
});

test("only configured ways are offered", async ({ page, sandbox }) => {
  const ways = { token: [true, false, false], api_key: [false, true, false], demo: [false, false, true] };
  for (const [way, [token, key, demo]] of Object.entries(ways)) {
    const usual = (await config(sandbox, {})) as { sign_in: Record<string, unknown> };
    await sandbox.setConfig({ body: await config(sandbox, { sign_in: { [way]: usual.sign_in[way] } }) });
    const form = await openForm(page, sandbox);
    await expect(token || key ? form.submit : form.demo).toBeVisible();
    await expect(form.token).toHaveCount(token ? 1 : 0);
    await expect(form.key).toHaveCount(key ? 1 : 0);
    await expect(form.demo).toHaveCount(demo ? 1 : 0);
    await expect(form.withKey).toHaveCount(0);
    await sandbox.call("DELETE", "config");
  }
});

test("organization and region are checked first, and wrong ones are said in words", async ({ page, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  const usual = (await config(sandbox, {})) as { regions: { api: string }[] };
  const regions = [
    { name: "Here", api: usual.regions[0]!.api },
    // A path of this site: the page answers there, not the API.
    { name: "Elsewhere", api: "/elsewhere" },
  ];
  await sandbox.setConfig({ body: await config(sandbox, { organization: undefined, regions }) });
  const form = await openForm(page, sandbox);
  await form.token.fill(demoToken);
  await form.submit.click();
  await expect(form.organization).toBeFocused();
  await form.organization.fill("nowhere & more");
  await form.submit.click();
  const said = notice(page, "There is no organization “nowhere & more” in the region Here.");
  await expect(said).toContainText("choose another region");
  await expect(form.token).toHaveValue(demoToken);
  // Nothing secret was sent before both were known to be right.
  expect((await sandbox.requests()).map((request) => request.operation)).toEqual(["GetOrganization"]);

  await form.region.selectOption("Elsewhere");
  await form.organization.fill(organization.id);
  await form.submit.click();
  await expect(notice(page, "A web page came instead of an answer of the API.")).toContainText("address in the console's settings");
  await form.region.selectOption("Here");
  await form.submit.click();
  await expect(catalogue(page).links.first()).toBeVisible();
});

test("a link opened before signing in leads to its page with all that it says", async ({ page, sandbox }) => {
  const link = `${sandbox.app}${organization.id}/tests?q=onboarding&service=${example.service.id}&utm_source=chat`;
  await page.goto(link);
  await signInForm(page).demo.click();
  await expect(catalogue(page).row(example.name)).toBeVisible();
  await expect(page).toHaveURL(link);
  await expect(catalogue(page).search).toHaveValue("onboarding");
  await expect(catalogue(page).chip(`Service: ${example.service.name}`)).toBeVisible();
});

test("so does a link to one test", async ({ page, sandbox }) => {
  const link = `${sandbox.app}${organization.id}/tests/${await idOf(sandbox, example.name)}`;
  await page.goto(link);
  await signInForm(page).token.fill(demoToken);
  await signInForm(page).submit.click();
  await expect(unitTest(page).heading(example.name)).toBeVisible();
  await expect(page).toHaveURL(link);
});

test("a link of another organization says so and leads both ways", async ({ page, sandbox, signIn, pageLog }) => {
  pageLog.expectFailedRequests();
  await signIn();
  await page.goto(`${sandbox.app}southgate/tests`);
  const words = notice(page, "This page belongs to the organization “southgate”; you are signed in to “Northwind Clinic”.");
  await expect(words).toBeVisible();
  await signInForm(page).token.fill(demoToken);
  await signInForm(page).submit.click();
  await expect(notice(page, /There is no organization “/)).toBeVisible();
  await words.getByRole("link", { name: "Go to Northwind Clinic" }).click();
  await expect(catalogue(page).links.first()).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/${organization.id}/tests$`));
});

test("while signing in, nothing is sent twice", async ({ page, sandbox }) => {
  await sandbox.fault({ operation: "GetOrganization", kind: "delay", delay_ms: 700 });
  const form = await openForm(page, sandbox);
  await form.token.fill(demoToken);
  await form.submit.click();
  const busy = page.getByRole("button", { name: "Signing in…" });
  await expect(busy).toHaveAttribute("aria-disabled", "true");
  await busy.click({ force: true });
  await form.token.press("Enter");
  await expect(catalogue(page).links.first()).toBeVisible();
  expect(await sandbox.requests("GetOrganization")).toHaveLength(1);
});
