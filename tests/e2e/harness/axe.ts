// Accessibility checks by axe-core. Its source is evaluated in the page through the debugger, which
// the content policy does not concern; the policy itself is never bypassed.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import { type Page, expect } from "@playwright/test";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with the rule, the words and the elements of each violation. */
export async function expectAccessible(page: Page, options: RunOptions = {}): Promise<void> {
  await page.evaluate(`${source}; undefined`);
  const results = await page.evaluate(
    (run) => (globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(run),
    { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], ...options } as RunOptions,
  );
  const found = results.violations.map((violation) => ({
    rule: violation.id,
    words: violation.help,
    elements: violation.nodes.map((node) => `${node.html}: ${node.failureSummary}`),
  }));
  expect(found, "axe found violations").toEqual([]);
}
