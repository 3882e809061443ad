// Scrolling through 5,000 tests: tasks that stop the page, and how large the document gets.
import type { Browser } from "@playwright/test";
import { openCatalogue, type Session } from "./session.ts";

export interface Scrolled {
  /** While rows and their data were there already. */
  longTasks: number;
  /** While pages still arrived. */
  longTasksArriving: number;
  longest: number;
  elements: number;
  height: number;
}

export async function scroll(browser: Browser, session: Session): Promise<Scrolled> {
  const page = await openCatalogue(browser, session);
  const scrolled = await page.evaluate(async () => {
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) => list.getEntries().forEach((entry) => tasks.push(entry.duration)));
    observer.observe({ type: "longtask" });
    const frame = () => new Promise((next) => requestAnimationFrame(next));

    let scroller: Element = document.querySelector("main table")!;
    while (scroller.parentElement && !/auto|scroll/.test(getComputedStyle(scroller).overflowY)) {
      scroller = scroller.parentElement;
    }
    if (scroller === document.documentElement) scroller = document.scrollingElement!;

    // A fast fling, not a jump.
    const step = 400;
    let elements = 0;
    let last = performance.now();
    let height = 0;
    // The end is where nothing has grown for three seconds.
    while (performance.now() - last < 3000) {
      scroller.scrollTop += step;
      await frame();
      elements = Math.max(elements, document.getElementsByTagName("*").length);
      const more = [...document.querySelectorAll("main button")].find((button) => /more/i.test(button.textContent ?? ""));
      const atEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
      if (atEnd && more instanceof HTMLButtonElement && !more.disabled) more.click();
      if (scroller.scrollHeight > height || !atEnd) {
        height = Math.max(height, scroller.scrollHeight);
        last = performance.now();
      }
    }
    const collect = () => {
      observer.takeRecords().forEach((entry) => tasks.push(entry.duration));
      return tasks.splice(0);
    };
    const longTasksArriving = collect().length;
    while (scroller.scrollTop > 0) {
      scroller.scrollTop -= step;
      await frame();
      elements = Math.max(elements, document.getElementsByTagName("*").length);
    }
    tasks.push(...collect());
    return { longTasks: tasks.length, longTasksArriving, longest: Math.max(0, ...tasks), elements, height };
  });
  await page.context().close();
  return scrolled;
}
