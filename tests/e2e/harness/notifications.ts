// Notifications of the browser, noted instead of shown: no test can look at the desktop.
import type { Page } from "@playwright/test";

/** For `addInitScript`: asking for them is granted. */
export function notifications(): void {
  const shown: string[] = [];
  class Noted {
    static requestPermission = () => Promise.resolve("granted");
    constructor(title: string, options: { body: string }) {
      shown.push(`${title}: ${options.body}`);
    }
  }
  Object.assign(globalThis, { Notification: Noted, shown });
}

/** What was shown so far. */
export function notified(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
}
