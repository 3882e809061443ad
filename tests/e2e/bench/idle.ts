// What an open tab costs while nothing happens: the main thread's time over ten seconds, with runs that go on.
import type { Browser } from "@playwright/test";
import type { Sandbox } from "../harness/sandbox.ts";
import { listedSets, startRun } from "../harness/runs.ts";
import { freshPage, type Session } from "./session.ts";

/** How long is measured, in seconds. */
const seconds = 10;

/** Milliseconds of tasks per second, a poll or two among them. */
export async function idle(browser: Browser, session: Session, sandbox: Sandbox): Promise<number> {
  const [set] = await listedSets(sandbox);
  await startRun(sandbox, set!.id).catch(() => null);
  const { page, debug } = await freshPage(browser, session);
  await page.goto(session.catalogue.replace(/tests\/?$/, "runs"));
  await page.locator(".status[data-meaning=busy]").first().waitFor();
  await page.waitForLoadState("networkidle");
  await debug.send("Performance.enable", { timeDomain: "timeTicks" });
  const busy = async () => {
    const { metrics } = (await debug.send("Performance.getMetrics")) as { metrics: { name: string; value: number }[] };
    return metrics.find((metric) => metric.name === "TaskDuration")!.value;
  };
  await wait(1);
  const before = await busy();
  await wait(seconds);
  const spent = (await busy()) - before;
  await page.context().close();
  return (spent * 1000) / seconds;
}

function wait(time: number): Promise<void> {
  return new Promise((done) => setTimeout(done, time * 1000));
}
