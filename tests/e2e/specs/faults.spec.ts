// Every endpoint × every fault: the words, what is kept, and the next step, on the first load and
// when the data are there already. The table is in harness/fault-table.ts.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { type EndpointName, type FaultName, type Row, endpoints, faults, table, together, writes } from "../harness/fault-table.ts";
import { paths } from "../harness/paths.ts";
import { pickReads } from "../harness/pick-faults.ts";
import { runReads, runWrites } from "../harness/run-faults.ts";
import { apiKey, demoToken, example, idOf, organization, users } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { full, setId, setPage, setsAt, setsList } from "../harness/sets.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, section, settled, signInDialog, signInForm } from "../harness/views.ts";

const endpointNames = Object.keys(endpoints) as EndpointName[];
const faultNames = Object.keys(faults) as FaultName[];

const kept = "What you see below was read earlier and is still there.";

/** A page on which something goes wrong. */
interface Place {
  /** Opens the page afresh. */
  open(): Promise<void>;
  /** Asks again while the data are shown; absent where nothing is shown before. */
  again?: () => Promise<void>;
  /** Where it is said. */
  said(endpoint: EndpointName): Locator;
  /** What shows that it works; absent data do not. */
  content(endpoint: EndpointName): Locator;
  /** Presses the button that the row names. */
  next(endpoint: EndpointName, row: Row): Promise<void>;
  /** Whether what is shown stays without a word: nobody misses what was not read anew. */
  quiet?: boolean;
}

type Make = (page: Page, sandbox: Sandbox, id: string, set: string) => Place;

/** A notice within a part of the page, with its button. */
function noticed(page: Page, within: (endpoint: EndpointName) => Locator) {
  const said = (endpoint: EndpointName) => within(endpoint).locator(".notice").filter({ has: page.getByRole("button", { name: "Copy details" }) });
  return {
    said,
    next: (endpoint: EndpointName, row: Row) => said(endpoint).getByRole("button", { name: row.next }).click(),
  };
}

const form: (withKey: boolean) => Make = (withKey) => (page, sandbox) => {
  const fields = signInForm(page);
  return {
    async open() {
      await page.goto(`${sandbox.app}sign-in`);
      await expect(fields.submit.or(page.getByRole("button", { name: "Sign out" })).first()).toBeVisible();
      if (await page.getByRole("button", { name: "Sign out" }).isVisible()) await page.getByRole("button", { name: "Sign out" }).click();
      if (withKey) {
        await fields.withKey.check();
        await fields.keyId.fill(apiKey.id);
        await fields.key.fill(apiKey.key);
        await fields.user.fill(users.owner);
      } else {
        await fields.token.fill(demoToken);
      }
      await fields.submit.click();
    },
    said: () => page.locator(".sign-in .notice"),
    content: () => catalogue(page).row(example.name),
    async next() {
      // What was typed is still there.
      if (withKey) await expect(fields.key).toHaveValue(apiKey.key);
      else await expect(fields.token).toHaveValue(demoToken);
      await fields.submit.click();
    },
  };
};

const list: (query: string) => Make = (query) => (page, sandbox) => ({
  open: async () => void (await page.goto(`${sandbox.app}${organization.id}/tests${query}`)),
  again: () => catalogue(page).refresh.click(),
  content: () => catalogue(page).row(example.name),
  ...noticed(page, () => page.getByRole("main")),
});

const cells: Partial<Record<EndpointName, number>> = { "names of services": 0, "names of personas": 1, "names of scenarios": 1, "names of users": 4 };
const known: Partial<Record<EndpointName, string>> = {
  "names of services": example.service.name,
  "names of personas": example.persona.name,
  "names of scenarios": example.scenario.name,
};

const names: Make = (page, sandbox) => {
  const view = catalogue(page);
  const where = (endpoint: EndpointName) => {
    const cell = cells[endpoint];
    return cell === undefined ? view.facet("Metric") : view.row(example.name).getByRole("cell").nth(cell);
  };
  return {
    open: async () => void (await page.goto(`${sandbox.app}${organization.id}/tests`)),
    again: () => view.refresh.click(),
    said: where,
    content: (endpoint) => {
      if (endpoint === "names of metrics") return view.choice("Metric", "Completion Rate");
      const place = where(endpoint);
      return endpoint === "names of users" ? place.filter({ hasNotText: "…" }) : place.filter({ hasText: known[endpoint]! });
    },
    next: () => view.refresh.click(),
    quiet: true,
  };
};

const oneTest: Make = (page, sandbox, id) => ({
  open: async () => void (await page.goto(`${sandbox.app}${organization.id}/tests/${id}`)),
  again: () => catalogue(page).refresh.click(),
  content: () => page.getByRole("heading", { level: 1, name: example.name }),
  ...noticed(page, () => page.getByRole("main")),
});

const sections: Partial<Record<EndpointName, [string, string]>> = {
  "the persona's version": ["Who", "choir leader"],
  "the scenario's version": ["What happens", "MyNorthwind"],
  "the sets of a test": ["Used in test sets", "Onboarding - full"],
};

const parts: Make = (page, sandbox, id) => ({
  open: async () => void (await page.goto(`${sandbox.app}${organization.id}/tests/${id}`)),
  again: () => catalogue(page).refresh.click(),
  content: (endpoint) => section(page, sections[endpoint]![0]).filter({ hasText: sections[endpoint]![1] }),
  ...noticed(page, (endpoint) => section(page, sections[endpoint]![0])),
});

const sets: (query: string) => Make = (query) => (page, sandbox) => ({
  open: async () => void (await page.goto(setsAt.list(sandbox, query))),
  again: () => setsList(page).refresh.click(),
  content: () => setsList(page).row(full),
  ...noticed(page, () => page.getByRole("main")),
});

const oneSet: Make = (page, sandbox, _, set) => ({
  open: async () => void (await page.goto(setsAt.page(sandbox, set))),
  again: () => setsList(page).refresh.click(),
  content: () => setPage(page).heading(full),
  ...noticed(page, () => page.getByRole("main")),
});

const testsOfSet: Make = (page, sandbox, _, set) => ({
  open: async () => void (await page.goto(setsAt.page(sandbox, set))),
  again: () => setsList(page).refresh.click(),
  said: () => setPage(page).members.getByRole("rowheader"),
  content: () => setPage(page).member(example.name),
  next: () => setsList(page).refresh.click(),
  quiet: true,
});

const runsOfSet: Make = (page, sandbox, _, set) => ({
  open: async () => void (await page.goto(setsAt.page(sandbox, set))),
  again: () => setsList(page).refresh.click(),
  content: () => section(page, "Last runs").getByRole("link", { name: "All runs of this set" }),
  ...noticed(page, () => section(page, "Last runs")),
});

const places: Make[] = [
  form(false), form(true), list(""), list("?q=onboarding"), names, oneTest, parts,
  sets(""), sets("?q=onboarding"), oneSet, testsOfSet, runsOfSet,
];

test("the table has a row for every endpoint and every fault", () => {
  const missing = endpointNames.flatMap((endpoint) => faultNames.filter((fault) => !table[endpoint]?.[fault]?.words || !table[endpoint]?.[fault]?.advice).map((fault) => `${endpoint} × ${fault}`));
  expect(missing).toEqual([]);
  expect(together.flat().sort()).toEqual([...endpointNames].sort());
  expect(places).toHaveLength(together.length);
});

test("whatever the console asks the API for, and whatever it writes, has its rows", () => {
  // All operations that the console knows, from the only place where they can be added.
  const source = readFileSync(join(paths.top, "crates/contract/src/operation.rs"), "utf8");
  const operations = [...source.matchAll(/^ {4}(\w+) = (Get|Post|Delete) "/gm)].map(([, name, method]) => ({ name: name!, isRead: method === "Get" }));
  expect(operations.length).toBeGreaterThan(25);
  const reads: string[] = [endpoints, pickReads, runReads].flatMap((some) => Object.values(some));
  const written: string[] = [writes, runWrites].flatMap((some) => Object.values(some));
  // Signing in is a POST that changes nothing.
  const changes = (name: string) => written.includes(name) || name === "SignInWithApiKey" && reads.includes(name);
  expect(operations.filter(({ name, isRead }) => !(isRead ? reads.includes(name) : changes(name))).map(({ name }) => name)).toEqual([]);
});

/** Lets time limits pass in a moment, while the page's name says so: nobody waits half a minute. */
async function hurry(page: Page, on: boolean): Promise<void> {
  await page.evaluate((name) => (window.name = name), on ? "hurry" : "");
}

for (const [at, group] of together.entries()) {
  // In two halves, so that they run side by side.
  for (const half of [0, 1]) {
    test(`${group.join(", ")}: words, data, next step (${half + 1} of 2)`, async ({ page, sandbox, signIn, pageLog }) => {
      test.slow();
      pageLog.expectFailedRequests();
      await page.addInitScript(() => {
        const real = globalThis.setTimeout;
        const shorter = (wait?: number) => (wait === 30_000 && window.name === "hurry" ? 700 : wait);
        Object.assign(globalThis, { setTimeout: (act: () => void, wait?: number, ...more: unknown[]) => real(act, shorter(wait), ...more) });
      });
      await sandbox.limit("*", null);
      const id = await idOf(sandbox, example.name);
      const place = places[at]!(page, sandbox, id, await setId(sandbox, full));
      const start = async () => {
        for (const endpoint of group) await sandbox.fault({ operation: endpoints[endpoint], ...faults[fault] });
      };
      // A refused session is asked for at once, in place.
      const decline = async () => {
        if (fault !== "401" || at < 2) return;
        await signInDialog(page).getByRole("button", { name: "Not now" }).click();
        await expect(signInDialog(page)).toBeHidden();
      };
      const said = async (asked: "first" | "again") => {
        for (const endpoint of group) {
          const row = table[endpoint]![fault]!;
          await expect(place.said(endpoint).first(), `${endpoint} (${asked})`).toContainText(row.words);
          await expect(place.said(endpoint).first(), `${endpoint} (${asked})`).toContainText(row.advice);
        }
      };
      const recover = async () => {
        await sandbox.clearFaults();
        await hurry(page, false);
        for (const endpoint of group) {
          const row = table[endpoint]![fault]!;
          if (place.quiet && endpoint !== group[0]) continue;
          await place.next(endpoint, row);
          if (row.next === "Sign in again") {
            await signInForm(signInDialog(page)).token.fill(demoToken);
            await signInForm(signInDialog(page)).submit.click();
            await expect(signInDialog(page)).toBeHidden();
          }
        }
        for (const endpoint of group) {
          await expect(place.content(endpoint), endpoint).toBeVisible();
          await expect(place.said(endpoint).filter({ hasText: table[endpoint]![fault]!.words })).toHaveCount(0);
        }
      };
      let fault: FaultName = faultNames[0]!;
      await signIn();
      await settled(page);
      for (const name of faultNames.filter((_, place) => place % 2 === half)) {
        fault = name;
        await test.step(`${fault}, first`, async () => {
          await hurry(page, fault === "too slow");
          await start();
          await place.open();
          await decline();
          await said("first");
          for (const endpoint of group) await expect(place.content(endpoint)).toHaveCount(0);
          await recover();
        });
        await test.step(`${fault}, again`, async () => {
          if (!place.again) return;
          await settled(page);
          await hurry(page, fault === "too slow");
          await start();
          await place.again();
          await decline();
          if (!place.quiet) {
            await said("again");
            for (const endpoint of group) await expect(place.said(endpoint).first()).toContainText(kept);
          }
          for (const endpoint of group) await expect(place.content(endpoint), `${endpoint}: what was shown`).toBeVisible();
          await (place.quiet ? sandbox.clearFaults() : recover());
        });
      }
    });
  }
}
