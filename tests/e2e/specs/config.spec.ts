// Settings that are missing, broken or slow; a newer version; a program that cannot be loaded.
import { config } from "../harness/samples.ts";
import type { FileOverride } from "../harness/sandbox-types.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, notice, signInForm } from "../harness/views.ts";

const regions = [{ name: "Here", api: "" }];
const wrong: Record<string, [FileOverride, string]> = {
  "a missing file": [{ status: 404, body: "Not found" }, "Its settings are missing: there is no config.json"],
  "a page in its place": [
    { body: "<!doctype html><title>Console</title>", content_type: "text/html" },
    "Its settings are missing: there is no config.json",
  ],
  "a server's fault": [{ status: 503, body: "later" }, "this site answered with status 503"],
  "an empty file": [{ body: "" }, "Its settings (config.json) are wrong:"],
  "cut JSON": [{ body: '{"regions": [{"name": "Here", "a' }, "Its settings (config.json) are wrong:"],
  "a list": [{ body: [] }, '"regions" must name at least one region'],
  "no region": [{ body: { sign_in: { token: true } } }, '"regions" must name at least one region'],
  "a region that is a script": [
    { body: { regions: [{ name: "A", api: "javascript:alert(1)" }], sign_in: { token: true } } },
    "“javascript:alert(1)” is neither an http(s) address nor a path",
  ],
  "no way to sign in": [{ body: { regions, sign_in: {} } }, '"sign_in" must offer at least one of'],
  "a flag that is a text": [{ body: { regions, sign_in: { token: "yes" } } }, '"token" must be true or false'],
  "a proxy elsewhere in disguise": [
    { body: { regions, sign_in: { proxy: { sign_in: "//evil.example" } } } },
    "“//evil.example” is neither an http(s) address nor a path",
  ],
  "sample data without a token": [
    { body: { regions, sign_in: { demo: { organization: "a" } } } },
    '"token" must be a text',
  ],
  "a forbidden header": [
    { body: { regions, sign_in: { token: true }, headers: { Cookie: "a" } } },
    "can be set, not “Cookie”",
  ],
};

test("each way in which settings can be wrong is said in words, with a next step", async ({ page, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  for (const [name, [file, words]] of Object.entries(wrong)) {
    await test.step(name, async () => {
      await sandbox.setConfig(file);
      await page.goto(sandbox.app);
      await expect(page.getByRole("heading", { level: 1, name: "The console is not set up yet" })).toBeVisible();
      await expect(page.getByRole("alert")).toContainText(words);
      await expect(page.getByRole("alert")).toContainText("Whoever hosts the console has to correct this file");
    });
  }
  await sandbox.call("DELETE", "config");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(signInForm(page).submit).toBeVisible();
});

test("a site that does not answer is another matter than a wrong file", async ({ page, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await page.route("**/config.json", (route) => route.abort());
  await page.goto(sandbox.app);
  await expect(page.getByRole("alert")).toContainText("Check your connection and try again.");
  await page.unroute("**/config.json");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(signInForm(page).submit).toBeVisible();
});

test("slow settings leave words on the page until they come", async ({ page, sandbox }) => {
  await sandbox.setConfig({ body: await config(sandbox, {}), delay_ms: 1500 });
  await page.goto(`${sandbox.app}sign-in`, { waitUntil: "commit" });
  await expect(page.getByText("Simulation Console is starting…")).toBeVisible();
  await expect(signInForm(page).submit).toBeVisible();
  await expect(page.getByText("Simulation Console is starting…")).toHaveCount(0);
});

test("what people wrote for themselves in the settings does no harm", async ({ page, sandbox }) => {
  const body = await config(sandbox, { $comment: "ours", user_id: null, headers: { "X-ORG-ID": "parent" } });
  await sandbox.setConfig({ body });
  await page.goto(`${sandbox.app}sign-in`);
  await signInForm(page).demo.click();
  await expect(catalogue(page).links.first()).toBeVisible();
});

test("a newer version is offered, never forced", async ({ page, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  await page.clock.install();
  await page.goto(`${sandbox.app}sign-in`);
  await signInForm(page).demo.click();
  await expect(catalogue(page).links.first()).toBeVisible();
  const offer = notice(page, "A newer version of the console is ready.");
  const asked = () => page.waitForResponse((response) => response.url().endsWith("/build.json"));

  // The version that runs, and answers that name none, are no news.
  for (const file of [null, { status: 404, body: "" }, { body: "<p>page</p>" }, { body: { build: 7 } }, { body: "[" }]) {
    if (file) await sandbox.setBuild(file);
    await Promise.all([asked(), page.clock.fastForward("01:00:01")]);
    await expect(offer).toHaveCount(0);
  }
  await sandbox.setBuild({ body: { build: "simulation-console-0123456789abcdef_bg.wasm" } });
  await page.evaluate(() => ((globalThis as unknown as { here: boolean }).here = true));
  await Promise.all([asked(), page.clock.fastForward("01:00:01")]);
  await expect(offer).toBeVisible();
  expect(await page.evaluate(() => (globalThis as unknown as { here: boolean }).here)).toBe(true);
  await Promise.all([page.waitForEvent("load"), offer.getByRole("button", { name: "Reload now" }).click()]);
  await expect(catalogue(page).links.first()).toBeVisible();
  expect(await page.evaluate(() => (globalThis as unknown as { here?: boolean }).here)).toBeUndefined();
});

for (const [name, pattern] of [["program", "**/*.wasm"], ["loader", /simulation-console-[0-9a-f]+\.js$/]] as const) {
  test(`without its ${name} the page says so and can be loaded again`, async ({ page, sandbox, pageLog, accessible }) => {
    pageLog.expect(/Failed to load resource/, /WebAssembly/, /error loading/i);
    await page.route(pattern, (route) => route.abort());
    await page.goto(sandbox.app);
    const card = page.getByRole("alertdialog", { name: "The console could not start" });
    await expect(card).toContainText("Check your connection and reload the page.");
    await expect(card.getByRole("button", { name: "Reload the page" })).toBeFocused();
    await card.getByText("Details for the engineer").click();
    await expect(card).toContainText(".wasm");
    await accessible();
    await page.unroute(pattern);
    await card.getByRole("button", { name: "Reload the page" }).click();
    await expect(signInForm(page).submit).toBeVisible();
  });
}
