// An open tab costs nothing while nothing happens.
import type { Page } from "@playwright/test";
import { listedSets, runAddress, runsAddress, startRun } from "../harness/runs.ts";
import { organization } from "../harness/samples.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, settled } from "../harness/views.ts";

/** What moves for ever, and is not the compositor's alone. */
function restless(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cheap = ["opacity", "transform", "translate", "rotate", "scale"];
    const own = ["offset", "computedOffset", "easing", "composite"];
    return document.getAnimations().flatMap((animation) => {
      const effect = animation.effect as KeyframeEffect;
      if (effect.getComputedTiming().iterations !== Infinity) return [];
      const changes = effect.getKeyframes().flatMap((frame) => Object.keys(frame)).filter((name) => !own.includes(name));
      const isCheap = effect.target instanceof HTMLElement && changes.every((name) => cheap.includes(name)) && getComputedStyle(effect.target).willChange !== "auto";
      return isCheap ? [] : [`${effect.target?.outerHTML.slice(0, 80)} changes ${changes.join()}`];
    });
  });
}

test("nothing moves on the page's own thread: runs that go on, and what is awaited", async ({ page, signIn, sandbox }) => {
  await signIn();
  await settled(page);
  const [set] = await listedSets(sandbox);
  const run = await startRun(sandbox, set!.id);
  for (const address of [runsAddress(sandbox), runAddress(sandbox, run)]) {
    await page.goto(address);
    await expect(page.getByText("In progress").first()).toBeVisible();
    expect(await restless(page)).toEqual([]);
    expect(await page.evaluate(() => document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().iterations === Infinity).length)).toBe(0);
  }
  await sandbox.fault({ operation: "ListUnitTests", kind: "delay", delay_ms: 5000 });
  await page.goto(`${sandbox.app}${organization.id}/tests?q=nothing&sort=oldest`);
  await catalogue(page).search.fill("");
  await page.goto(`${sandbox.app}${organization.id}/tests?sort=oldest`);
  await expect(page.getByRole("status", { name: "Loading…" })).toBeVisible();
  expect(await restless(page)).toEqual([]);
});
