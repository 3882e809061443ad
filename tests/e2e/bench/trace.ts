// A DevTools trace of the page's main thread: its tasks, told apart by the keystroke before them.
import type { Browser, Page } from "@playwright/test";

/** What a keystroke set off. Durations are milliseconds. */
export interface Keystroke {
  /** The longest, by the clock. */
  took: number;
  /** The most that one kept the processor busy: less than it took where others want it, too. */
  worked: number;
  /** The largest parts of the longest. */
  parts: string;
}

/** An event of Chromium's trace format; times are microseconds. */
interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { data?: { type?: string } };
}

const categories = ["devtools.timeline", "disabled-by-default-devtools.timeline", "v8.execute"];

/** Parts that are told. */
const telling = new Set(["EventDispatch", "FunctionCall", "TimerFire", "UpdateLayoutTree", "Layout", "PrePaint", "Paint", "Layerize", "Commit", "MajorGC", "MinorGC", "RunMicrotasks"]);

/** The tasks of each keystroke, up to the next. Nothing is evaluated in the page meanwhile. */
export async function keystrokes(browser: Browser, page: Page, type: () => Promise<void>): Promise<Keystroke[]> {
  await browser.startTracing(page, { categories });
  await type();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const events = trace.traceEvents.filter((event) => event.ph === "X");
  const keys = events.filter((event) => event.name === "EventDispatch" && event.args?.data?.type === "keydown");
  const [first] = keys;
  if (!first) throw new Error("the trace holds no keystroke");
  const main = events.filter((event) => event.pid === first.pid && event.tid === first.tid);
  const tasks = main.filter((event) => event.name === "RunTask");
  const starts = keys.map((key) => key.ts).sort((a, b) => a - b);
  return starts.map((start, key) => {
    // A task that holds a keydown began before it.
    const next = starts[key + 1] ?? Infinity;
    const own = tasks.filter((task) => end(task) >= start && end(task) < next);
    const longest = own.reduce((most, task) => (took(task) > took(most) ? task : most));
    const worked = Math.max(...own.map((task) => task.tdur ?? took(task)));
    return { took: took(longest) / 1000, worked: worked / 1000, parts: parts(main, longest) };
  });
}

function took(event: TraceEvent): number {
  return event.dur ?? 0;
}

function end(event: TraceEvent): number {
  return event.ts + took(event);
}

/** What a task was busy with, outermost only, the largest first. */
function parts(main: TraceEvent[], task: TraceEvent): string {
  const all = main.filter((event) => event !== task && event.ts >= task.ts && end(event) <= end(task));
  const told = all.filter((event) => telling.has(event.name));
  const inside = told.length > 0 ? told : all;
  const sums = new Map<string, number>();
  let until = 0;
  for (const event of inside.sort((a, b) => a.ts - b.ts || took(b) - took(a))) {
    if (event.ts < until) continue;
    until = end(event);
    const name = event.args?.data?.type ?? event.name;
    sums.set(name, (sums.get(name) ?? 0) + took(event));
  }
  const sorted = [...sums].sort(([, a], [, b]) => b - a).slice(0, 4);
  const words = sorted.map(([name, sum]) => `${name} ${(sum / 1000).toFixed(1)}`);
  return words.join(", ") || "nothing that the trace names";
}
