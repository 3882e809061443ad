// What happens after a click: how long until the rows are there, and what a refresh that brings
// nothing new does to the document.
import type { Browser } from "@playwright/test";
import { openCatalogue, type Session } from "./session.ts";

/** From the click on a facet to its rows, without what the server took. */
export async function facet(browser: Browser, session: Session): Promise<number> {
  const page = await openCatalogue(browser, session);
  const group = page.getByRole("region", { name: "Filters" }).getByRole("group", { name: "Service" });
  await group.evaluate((element) => {
    // A group may be folded.
    element.closest("details")?.setAttribute("open", "");
    element.querySelector("details")?.setAttribute("open", "");
  });
  const time = await group.getByRole("checkbox").first().evaluate(
    (box: HTMLInputElement) =>
      new Promise<number>((resolve, reject) => {
        const clicked = performance.now();
        const fetched = () =>
          performance
            .getEntriesByType("resource")
            .map((entry) => entry as PerformanceResourceTiming)
            .find((entry) => entry.startTime >= clicked && entry.name.includes("/simulation/unit_test/"));
        const observer = new MutationObserver(() => {
          const entry = fetched();
          if (!entry || entry.responseEnd === 0) return;
          observer.disconnect();
          requestAnimationFrame(() => {
            resolve(performance.now() - clicked - (entry.responseEnd - entry.requestStart));
          });
        });
        observer.observe(document.querySelector("main table")!, { childList: true, subtree: true, characterData: true });
        setTimeout(() => reject(new Error("the rows did not change after the click")), 10_000);
        box.click();
      }),
  );
  await page.context().close();
  return time;
}

export interface Quiet {
  mutations: number;
  examples: string[];
}

/** The mutations of a refresh that brings nothing new, besides those of clocks. */
export async function refresh(browser: Browser, session: Session): Promise<Quiet> {
  const page = await openCatalogue(browser, session);
  const button = page.getByRole("button", { name: "Refresh", exact: true });
  // The first one may still bring something, and moves the focus.
  for (let warm = 0; warm < 2; warm += 1) {
    await button.click();
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(500);
  }
  await page.evaluate(() => {
    const records: MutationRecord[] = [];
    const observer = new MutationObserver((found) => records.push(...found));
    observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
    Object.assign(globalThis, { __mutations: { records, observer } });
  });
  const answered = page.waitForResponse((response) => response.url().includes("/simulation/unit_test/"));
  await button.click();
  await answered;
  // Nothing says when nothing has happened.
  await page.waitForTimeout(1000);
  const found = await page.evaluate(() => {
    const { records, observer } = (
      globalThis as unknown as { __mutations: { records: MutationRecord[]; observer: MutationObserver } }
    ).__mutations;
    records.push(...observer.takeRecords());
    observer.disconnect();
    const element = (node: Node) => (node instanceof Element ? node : node.parentElement);
    const others = records.filter((record) => !element(record.target)?.closest("time, .clock, [role=status], [aria-live]"));
    const examples = others.slice(0, 3).map((record) => {
      const tag = element(record.target)?.cloneNode(false) as Element | undefined;
      return `${record.type} ${record.attributeName ?? ""} at ${tag?.outerHTML.slice(0, 120)}`;
    });
    return { mutations: others.length, examples };
  });
  await page.context().close();
  return found;
}
