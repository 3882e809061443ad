// Runs as people see them, and as the API tells them.
import { type Locator, type Page, expect } from "@playwright/test";
import { demoToken, organization, read } from "./samples.ts";
import type { Sandbox } from "./sandbox.ts";

/** A run as the API answers it. */
export interface ListedRun {
  id: string;
  simulation_unit_test_set_id: string;
  is_completed: boolean;
  failed_metrics: boolean;
  errored: boolean;
  artifacts_generated: boolean;
  created_at: string;
  creator: { org_id: string; user_id: string };
  unit_test_run_specs: { unit_test_id: string; run_count: number; metrics_to_evaluate: { success_criterion_name: string }[] }[];
  unit_test_run_results: ({ unit_test_id: string; run_errors: (string | null)[]; metric_evaluation_results: { results: [string, boolean][] }[] } | null)[];
}

export interface ListedSet {
  id: string;
  name: string;
  is_deleted: boolean;
  unit_test_runs: { unit_test_id: string; run_count: number }[];
}

/** All pages of a list, read past the console. */
async function all<T>(sandbox: Sandbox, path: string, key: string, query: string, limit: number): Promise<T[]> {
  const found: T[] = [];
  for (let token: number | null = 0; token !== null; ) {
    const page = (await read(sandbox, `${path}?limit=${limit}&${query}&continuation_token=${token}`, demoToken)) as Record<string, unknown>;
    found.push(...(page[key] as T[]).filter((item) => typeof item === "object" && item !== null));
    token = page.has_more ? (page.continuation_token as number) : null;
  }
  return found;
}

const items = (value: unknown): any[] => (Array.isArray(value) ? value : []);

/** What came of one test, by the letter of the answer: the console must not know better. */
function testOf(spec: any, result: any): "failed" | "errors" | "cut short" | "not judged" | "hidden" | "passed" | "unclear" {
  const criteria = items(spec?.metrics_to_evaluate);
  const judged = items(result?.metric_evaluation_results).map((one) => items(one?.results).map((entry) => (Array.isArray(entry) ? entry[1] : undefined)));
  const errors = items(result?.run_errors).filter((error) => error !== null).length;
  const ran = Math.max(0, ...judged.map((entries) => entries.length)) + errors;
  if (judged.some((entries) => entries.includes(false))) return "failed";
  if (errors > 0) return "errors";
  if (!spec) return "unclear";
  if (criteria.length === 0) return "hidden";
  if (!Number.isInteger(spec.run_count) || judged.length > criteria.length || ran > spec.run_count) return "unclear";
  if (ran < spec.run_count) return "cut short";
  const isWhole = criteria.every((_, at) => (judged[at] ?? []).filter((passed) => passed === true).length === spec.run_count);
  return isWhole ? "passed" : "not judged";
}

/** The word for a run that is over, or goes on, by the letter of the answer. Results are found by their place or id. */
export function outcomeOf(run: ListedRun): string {
  const specs = items(run.unit_test_run_specs);
  const left = items(run.unit_test_run_results).filter((result) => typeof result === "object" && result !== null);
  const tests = specs.map((spec) => {
    const at = left.findIndex((result) => result.unit_test_id === spec?.unit_test_id);
    const [result] = at < 0 ? [] : left.splice(at, 1);
    return { spec, result, state: testOf(spec, result) };
  });
  const all = [...tests, ...left.map((result) => ({ spec: null, result, state: testOf(null, result) }))];
  const states = all.map((test) => test.state);
  const failed = run.failed_metrics === true || states.includes("failed");
  const errored = run.errored === true || all.some(({ result }) => items(result?.run_errors).some((error) => error !== null));
  if (run.is_completed !== true) return failed ? "In progress, already failing" : errored ? "In progress, with errors" : "In progress";
  const isCut = tests.some(({ spec, result }) => {
    const entries = items(result?.metric_evaluation_results).map((one) => items(one?.results).length);
    const errors = items(result?.run_errors).filter((error) => error !== null).length;
    return items(spec?.metrics_to_evaluate).length > 0 && Math.max(0, ...entries) + errors < (Number.isInteger(spec?.run_count) ? spec.run_count : 0);
  });
  if (isCut) return failed ? "Ended early, with failures" : errored ? "Ended early, with errors" : "Ended early";
  if (failed) return errored ? "Failed, with errors" : "Failed";
  if (errored) return "Errored";
  if (states.includes("not judged")) return "Not judged";
  if (specs.length === 0 || states.includes("hidden")) return "Finished, results not visible to you";
  const isDenied = run.failed_metrics === false && run.errored === false;
  return isDenied && left.length === 0 && states.every((state) => state === "passed") ? "Passed" : "Finished, result unclear";
}

/** The runs that a query finds, the latest first. */
export function listedRuns(sandbox: Sandbox, query = ""): Promise<ListedRun[]> {
  return all(sandbox, "simulation/unit_test_set_run/", "simulation_unit_test_set_runs", ["sort_by=-created_at", query].filter(Boolean).join("&"), 50);
}

/** All live sets. */
export function listedSets(sandbox: Sandbox): Promise<ListedSet[]> {
  return all(sandbox, "simulation/unit_test_set/", "simulation_unit_test_sets", "is_deleted=false&sort_by=-updated_at", 20);
}

/** The live set with a name. */
export async function setOf(sandbox: Sandbox, name: string): Promise<ListedSet> {
  const found = (await listedSets(sandbox)).find((set) => set.name === name);
  if (!found) throw new Error(`there is no set called ${name}`);
  return found;
}

/** Starts a run past the console. */
export async function startRun(sandbox: Sandbox, set: string, token = demoToken): Promise<string> {
  const answer = await fetch(`${sandbox.api}/v1/${organization.id}/simulation/unit_test_set_run/`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ simulation_unit_test_set_id: set }),
  });
  if (answer.status !== 201) throw new Error(`start: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { simulation_unit_test_set_run_id: string }).simulation_unit_test_set_run_id;
}

export const runAddress = (sandbox: Sandbox, id: string) => `${sandbox.app}${organization.id}/runs/${id}`;
export const runsAddress = (sandbox: Sandbox, query = "") => `${sandbox.app}${organization.id}/runs${query}`;

/** The list of runs. */
export function runsList(page: Page) {
  const table = page.getByRole("table", { name: "Runs" });
  const filters = page.getByRole("region", { name: "Filters" });
  const facet = (name: string) => filters.getByRole("group", { name, exact: true });
  return {
    table,
    filters,
    facet,
    choice: (group: string, name: string) => facet(group).getByRole("checkbox", { name, exact: true }),
    rows: table.getByRole("row").filter({ has: page.getByRole("rowheader") }),
    chip: (name: string) => page.getByRole("group", { name: "Active filters" }).getByRole("button", { name: `Remove ${name}`, exact: true }),
    order: page.getByRole("combobox", { name: "Order" }),
    start: page.getByRole("button", { name: "Start run", exact: true }),
    refresh: page.getByRole("button", { name: "Refresh", exact: true }),
  };
}

/** The page of one run. */
export function runPage(page: Page) {
  const results = page.getByRole("table", { name: "Results" });
  return {
    heading: page.getByRole("heading", { level: 1 }),
    /** What the outcome means, where its word alone does not say. */
    note: page.locator(".run-note"),
    /** How it stands, in the line beneath the heading. */
    outcome: page.locator(".run-line .outcome"),
    progress: page.getByRole("region", { name: "Progress" }),
    results,
    rows: results.getByRole("row").filter({ has: page.getByRole("rowheader") }),
    row: (name: string) => results.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) }),
    cancel: page.getByRole("button", { name: "Cancel run", exact: true }),
    again: page.getByRole("button", { name: "Run again", exact: true }),
    download: page.getByRole("button", { name: "Download artifacts", exact: true }),
    link: page.getByRole("link", { name: "Download artifacts", exact: true }),
    refresh: page.getByRole("button", { name: "Refresh", exact: true }),
    back: page.getByRole("link", { name: "All runs" }),
  };
}

/** The dialogs that ask. */
export const startDialog = (page: Page): Locator => page.getByRole("dialog", { name: "Start run" });
export const cancelDialog = (page: Page): Locator => page.getByRole("dialog", { name: "Cancel run" });

/** Opens the page of a run, by somebody signed in. */
export async function openRun(page: Page, sandbox: Sandbox, id: string): Promise<void> {
  await page.goto(runAddress(sandbox, id));
  await expect(runPage(page).outcome).toBeVisible();
}
