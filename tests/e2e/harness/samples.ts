// What the seeds hold, as docs/SANDBOX.md and the documentation's own example say.
import type { Sandbox } from "./sandbox.ts";

export const organization = { id: "northwind", name: "Northwind Clinic" };

export const users = {
  owner: "mara-lindqvist",
  administrator: "tomas-okafor",
  viewer: "jonas-weber",
  partialViewer: "elena-petrova",
  outsider: "sam-whitfield",
};

export const demoToken = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtYXJhLWxpbmRxdmlzdCJ9.demo-token-for-the-sample-organization";
export const apiKey = { id: "northwind-sample-key", key: "sample-key-of-the-northwind-clinic" };

/** The example of the documentation. */
export const example = {
  name: "Onboarding - Confused New User",
  description: "Tests that the agent successfully guides a confused new user through account setup.",
  service: { id: "6618791275130b73714e8d1c", name: "Patient Intake" },
  persona: { id: "6618791275130b73714e8d2a", name: "Dorothy Abernathy" },
  scenario: { id: "6618791275130b73714e8d3b", name: "First account setup" },
};

/** How many unit tests `demo` lists, and how many deleted ones. */
export const demoTests = 115;
export const demoDeletedTests = 5;

/** A unit test as the API answers it. */
export interface ListedTest {
  id: string;
  name: string;
  service_id: string;
  persona_id: string;
  scenario_id: string;
  creator: { user_id: string };
  tags: { key: string; value: string | null }[];
  success_criterions: { metric_id: string }[];
}

/** All tests that a query finds, in the API's order, read past the console. */
export async function listed(sandbox: Sandbox, query = "is_deleted=false&sort_by=-updated_at"): Promise<ListedTest[]> {
  const { id_token } = await sandbox.token(users.administrator);
  const all: ListedTest[] = [];
  for (let token: number | null = 0; token !== null; ) {
    const page = (await read(sandbox, `simulation/unit_test/?limit=500&${query}&continuation_token=${token}`, id_token)) as {
      simulation_unit_tests: ListedTest[];
      has_more: boolean;
      continuation_token: number | null;
    };
    all.push(...page.simulation_unit_tests.filter((test) => typeof test === "object" && test !== null));
    token = page.has_more ? page.continuation_token : null;
  }
  return all;
}

/** The id of the test with a name. */
export async function idOf(sandbox: Sandbox, name: string, query?: string): Promise<string> {
  const found = (await listed(sandbox, query)).find((test) => test.name === name);
  if (!found) throw new Error(`there is no test called ${name}`);
  return found.id;
}

/** Reads from the API past the console. */
export async function read(sandbox: Sandbox, path: string, token: string): Promise<unknown> {
  const answer = await fetch(`${sandbox.api}/v1/${organization.id}/${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** The settings that the sandbox makes up, changed. */
export async function config(sandbox: Sandbox, change: Record<string, unknown>): Promise<Record<string, unknown>> {
  const usual = (await (await fetch(`${sandbox.app}config.json`)).json()) as Record<string, unknown>;
  return { ...usual, ...change };
}
