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

/** The runs that a query finds, the latest first. */
export function listedRuns(sandbox: Sandbox, query = ""): Promise<ListedRun[]> {
  return all(sandbox, "simulation/unit_test_set_run/", "simulation_unit_test_set_runs", `sort_by=-created_at&${query}`, 50);
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
