// The harness itself: what a page complains about fails a test, unless the test announced it.
import { expect, test } from "../harness/test.ts";

const complaints: Record<string, () => void> = {
  "a warning": () => console.warn("careful"),
  "an error in the console": () => console.error("broken"),
  "an uncaught error": () => void setTimeout(() => (undefined as unknown as { none(): void }).none()),
  "an inline script": () => {
    const script = document.createElement("script");
    script.textContent = "1";
    document.head.append(script);
  },
  "an inline style": () => document.body.setAttribute("style", "color: red"),
};

for (const [name, complain] of Object.entries(complaints)) {
  test(`${name} is seen`, async ({ page, pageLog, sandbox }) => {
    await page.goto(`${sandbox.app}sign-in`);
    await expect(page.getByRole("button", { name: "Sign in", exact: true }).first()).toBeVisible();
    expect(pageLog.unexpected()).toEqual([]);
    await page.evaluate(complain);
    await expect.poll(() => pageLog.unexpected().length).toBeGreaterThan(0);
    pageLog.expect(/careful|broken|none|inline/i, /^policy: (script|style)-src/);
    expect(pageLog.unexpected()).toEqual([]);
  });
}

test("an element without a name is seen by axe", async ({ page, signIn, accessible }) => {
  await signIn();
  await page.evaluate(() => document.querySelector("main")!.append(document.createElement("button")));
  await expect(accessible()).rejects.toThrow("axe found violations");
});

test("faults, time and limits reach the API", async ({ sandbox }) => {
  const get = () =>
    fetch(`${sandbox.api}/v1/northwind/service/`, {
      headers: { authorization: "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJtYXJhLWxpbmRxdmlzdCJ9.demo-token-for-the-sample-organization" },
    });
  expect((await get()).status).toBe(200);
  await sandbox.fault({ operation: "ListServices", kind: "status", status: 503, count: 1 });
  expect((await get()).status).toBe(503);
  expect((await get()).status).toBe(200);
  await sandbox.limit("ListServices", 1);
  expect([(await get()).status, (await get()).status]).toEqual([200, 429]);
  await sandbox.advance(61_000);
  expect((await get()).status).toBe(200);
  expect((await sandbox.requests("ListServices")).map((request) => request.status)).toEqual([
    200, 503, 200, 200, 429, 200,
  ]);
  await sandbox.revokeTokens();
  expect((await get()).status).toBe(401);
});
