// Time from navigation to the first row of the catalogue, in a fresh profile.
import type { Browser } from "@playwright/test";
import { freshPage, type Session } from "./session.ts";

/** A middling phone on a middling network. */
const slow = { cpu: 4, latency: 40, bytesPerSecond: (10 * 1000 * 1000) / 8 };

export async function firstRow(browser: Browser, session: Session, slowly: boolean): Promise<number> {
  const { page, debug } = await freshPage(browser, session);
  await page.addInitScript(() => {
    const seen = () => {
      if (!document.querySelector("main table tbody tr a[href]")) return;
      observer.disconnect();
      // The frame that shows it.
      requestAnimationFrame(() => Object.assign(globalThis, { __firstRow: performance.now() }));
    };
    const observer = new MutationObserver(seen);
    observer.observe(document, { childList: true, subtree: true });
  });
  if (slowly) {
    await debug.send("Network.enable");
    await debug.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: slow.latency,
      downloadThroughput: slow.bytesPerSecond,
      uploadThroughput: slow.bytesPerSecond,
    });
    await debug.send("Emulation.setCPUThrottlingRate", { rate: slow.cpu });
  }
  await page.goto(session.catalogue, { waitUntil: "commit" });
  const handle = await page.waitForFunction(() => (globalThis as { __firstRow?: number }).__firstRow, undefined, {
    timeout: 60_000,
  });
  const time = (await handle.jsonValue())!;
  await page.context().close();
  return time;
}
