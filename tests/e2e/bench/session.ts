// Pages that are signed in with the sample data, each in a fresh browser profile with empty caches.
import type { Browser, CDPSession, Page } from "@playwright/test";
import type { Sandbox } from "../harness/sandbox.ts";

/** What a signed-in tab holds, and where the catalogue is. */
export interface Session {
  storage: [string, string][];
  catalogue: string;
}

export async function signIn(browser: Browser, sandbox: Sandbox): Promise<Session> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${sandbox.app}sign-in`);
  await page.getByRole("button", { name: "Explore with sample data" }).click();
  await page.getByRole("table", { name: "Unit tests" }).waitFor();
  const storage = await page.evaluate(() => Object.entries(sessionStorage) as [string, string][]);
  const catalogue = page.url().replace(/[?#].*/, "");
  await context.close();
  return { storage, catalogue };
}

/** A fresh profile's page that is already signed in, and its debugger. */
export async function freshPage(browser: Browser, session: Session): Promise<{ page: Page; debug: CDPSession }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript((storage) => {
    for (const [name, value] of storage) sessionStorage.setItem(name, value);
  }, session.storage);
  return { page, debug: await context.newCDPSession(page) };
}

/** The catalogue, open and quiet. */
export async function openCatalogue(browser: Browser, session: Session): Promise<Page> {
  const { page } = await freshPage(browser, session);
  await page.goto(session.catalogue);
  await page.getByRole("table", { name: "Unit tests" }).getByRole("link").first().waitFor();
  await page.waitForLoadState("networkidle");
  return page;
}
