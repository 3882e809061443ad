// The form of a large test: what opening it asks of the server, and how long a keystroke stops it.
import type { Browser, Locator, Page } from "@playwright/test";
import type { Sandbox } from "../harness/sandbox.ts";
import { size } from "./big-test.ts";
import { freshPage, type Session } from "./session.ts";
import { type Keystroke, keystrokes } from "./trace.ts";

/** The requests that it takes to open the edit form in a fresh profile, by name. */
export async function opening(browser: Browser, session: Session, sandbox: Sandbox, id: string): Promise<string[]> {
  await sandbox.clearRequests();
  const { page } = await freshPage(browser, session);
  await openForm(page, `${session.catalogue}/${id}/edit`);
  const asked = (await sandbox.requests()).filter((request) => request.operation !== null);
  await page.context().close();
  return asked.map((request) => request.operation!);
}

/** Where it is typed, and what. */
const places = [
  { what: "name", of: (page: Page) => page.locator("#form-name"), text: " at night" },
  { what: "criterion's name", of: (page: Page) => rows(page).nth(14).locator("input[id$='-name']"), text: " at night" },
  { what: "threshold", of: (page: Page) => rows(page).locator("input[inputmode='decimal']").nth(2), text: ".12345678" },
  { what: "tag", of: (page: Page) => page.locator(".tag-rows > li").nth(9).locator("input").first(), text: " at night" },
];

/** Milliseconds between two keys: somebody who types quickly. */
const pause = 120;
/** Until the draft is kept. */
const rest = 1500;

/** The keystrokes of each place. In a copy, whose name can be typed. */
export async function typing(browser: Browser, session: Session, id: string): Promise<Record<string, Keystroke[]>> {
  const { page } = await freshPage(browser, session);
  await openForm(page, `${session.catalogue}/new?from=${id}`);
  // The first focus asks for what the form has not needed yet.
  await page.locator("#form-name").focus();
  await page.waitForLoadState("networkidle");
  await wait(rest);
  const typed: Record<string, Keystroke[]> = {};
  for (const { what, of, text } of places) {
    const field = of(page);
    await atEnd(field);
    await wait(rest);
    typed[what] = await keystrokes(browser, page, async () => {
      for (const key of text) {
        await page.keyboard.press(key);
        await wait(pause);
      }
      await wait(rest);
    });
    if (!(await field.inputValue()).endsWith(text)) throw new Error(`the keys did not reach the ${what}`);
  }
  await page.context().close();
  return typed;
}

function rows(page: Page): Locator {
  return page.locator(".criterion-rows > li");
}

async function openForm(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await rows(page).nth(size.criteria - 1).waitFor();
  await page.waitForLoadState("networkidle");
  await wait(rest);
}

async function atEnd(field: Locator): Promise<void> {
  await field.focus();
  await field.press("End");
}

/** By this side's clock, so that the page is left alone. */
function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
