// Going through a page by the keyboard.
import { type Locator, type Page, expect } from "@playwright/test";

/** How often a key is pressed at most before something counts as out of the keyboard's reach. */
const most = 120;

/** Presses Tab, or another key, until something has the focus, and is seen. */
export async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press(key);
    if (await target.evaluate((element) => element === document.activeElement)) {
      await expect(target).toBeInViewport();
      return;
    }
  }
  throw new Error(`${target} was not reached with ${most} presses of ${key}`);
}
