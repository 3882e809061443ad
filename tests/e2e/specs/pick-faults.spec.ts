// What a picker asks for × every fault: the words, what stays in the form, and that trying again goes on. The
// table is in harness/pick-faults.ts.
import type { Page } from "@playwright/test";
import { type FaultName, faults } from "../harness/fault-table.ts";
import { type PickRead, pickReads, pickTable } from "../harness/pick-faults.ts";
import { demoToken } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, signInDialog, signInForm } from "../harness/views.ts";
import { forms, metrics, openForm, pick, testForm } from "../harness/writing.ts";

const faultNames = Object.keys(faults) as FaultName[];
const reads = Object.keys(pickReads) as PickRead[];

test("the table has a row for every call and every fault", () => {
  expect(reads.flatMap((read) => faultNames.filter((fault) => !pickTable[read]?.[fault]).map((fault) => `${read} × ${fault}`))).toEqual([]);
});

/** Lets time limits pass in a moment, while the page's name says so: nobody waits half a minute. */
async function hurry(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const real = globalThis.setTimeout;
    const shorter = (wait?: number) => (wait === 30_000 && window.name === "hurry" ? 700 : wait);
    Object.assign(globalThis, { setTimeout: (act: () => void, wait?: number, ...more: unknown[]) => real(act, shorter(wait), ...more) });
  });
}

/** What is typed into which field, and the choice that only the search finds. */
const searches = (page: Page) => {
  const form = testForm(page);
  return {
    // By her background, which lists do not name.
    "searching personas": { field: form.persona, typed: "choir", choice: "Dorothy Abernathy", also: [] },
    "searching scenarios": { field: form.scenario, typed: "account setup", choice: "First account setup", also: [] },
    // Where the list is there, nobody searches for metrics: they may be asked for 20 times a minute.
    "searching metrics": { field: form.criterion(1).metric, typed: "completion", choice: metrics.answer.name, also: ["ListMetrics"] },
  };
};

async function befall(sandbox: Sandbox, fault: FaultName, operations: string[]): Promise<void> {
  for (const operation of operations) await sandbox.fault({ operation, ...faults[fault] });
}

async function signInAgain(page: Page): Promise<void> {
  await signInForm(signInDialog(page)).token.fill(demoToken);
  await signInForm(signInDialog(page)).submit.click();
  await expect(signInDialog(page)).toBeHidden();
}

const again = (page: Page) => page.getByRole("option", { name: "Try again" });

for (const read of ["searching personas", "searching scenarios", "searching metrics"] as const) {
  test(`${read}: words, what stays, and trying again`, async ({ page, sandbox, signIn, pageLog }) => {
    test.slow();
    pageLog.expectFailedRequests();
    page.on("dialog", (dialog) => void dialog.accept());
    await hurry(page);
    await sandbox.limit("*", null);
    await signIn();
    for (const fault of faultNames) {
      await test.step(fault, async () => {
        await openForm(page, forms.fresh(sandbox));
        await testForm(page).description.fill("Stays");
        await page.evaluate((name) => (window.name = name), fault === "too slow" ? "hurry" : "");
        const { field, typed, choice, also } = searches(page)[read];
        await befall(sandbox, fault, [pickReads[read], ...also]);
        await field.click();
        await field.fill(typed);
        if (fault === "401") {
          // Signing in is asked for over the form; whoever does it searches on.
          await expect(signInDialog(page)).toBeVisible();
          await sandbox.clearFaults();
          await signInAgain(page);
          await field.click();
          await field.fill(typed);
        } else {
          await expect(page.locator(".combobox-status")).toContainText(pickTable[read]![fault]!, { timeout: 20_000 });
          await expect(again(page)).toBeVisible();
          await sandbox.clearFaults();
          await page.evaluate(() => (window.name = ""));
          await again(page).click();
        }
        await page.getByRole("option", { name: choice }).click();
        await expect(field).toHaveValue(choice);
        await expect(testForm(page).description).toHaveValue("Stays");
      });
    }
  });
}

test("what a metric is like: words, and trying again", async ({ page, sandbox, signIn, pageLog }) => {
  test.slow();
  pageLog.expectFailedRequests();
  page.on("dialog", (dialog) => void dialog.accept());
  await hurry(page);
  await sandbox.limit("*", null);
  await signIn();
  for (const fault of faultNames) {
    await test.step(fault, async () => {
      await openForm(page, forms.fresh(sandbox));
      await page.evaluate((name) => (window.name = name), fault === "too slow" ? "hurry" : "");
      await befall(sandbox, fault, ["ListMetricVersions"]);
      const first = testForm(page).criterion(1);
      await pick(first.metric, metrics.category);
      if (fault === "401") {
        await signInDialog(page).getByRole("button", { name: "Not now" }).click();
        await expect(signInDialog(page)).toBeHidden();
      }
      await expect(first.row).toContainText(pickTable["what a metric is like"]![fault]!, { timeout: 20_000 });
      // Nothing is asked for again by itself, and the sentence of the criterion says it, too.
      if (fault === "403") await expect(first.row.getByRole("status").filter({ hasText: "Metric:GetMetric" })).toBeVisible();
      await sandbox.clearFaults();
      await page.evaluate(() => (window.name = ""));
      if (fault !== "404") {
        await first.row.getByRole("button", { name: "Try again" }).first().click();
        await expect(first.category("Resolved")).toBeVisible();
        await expect(first.row).not.toContainText("could not be read");
      }
      // A draft would have the metric read before the next fault is there.
      await testForm(page).cancel.click();
      await page.getByRole("button", { name: "Leave and discard" }).click();
      await expect(catalogue(page).table).toBeVisible();
    });
  }
});
