// Lists whose way to the rest leads nowhere, and addresses that hold too much.
import { type Page } from "@playwright/test";
import { listedRuns, startDialog, startRun } from "../harness/runs.ts";
import { demoTests, example, idOf, organization } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import type { Fault } from "../harness/sandbox-types.ts";
import { setId, setPage, setsAt, small } from "../harness/sets.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, expectTests, notice, section, settled } from "../harness/views.ts";
import { rich, unused } from "../harness/writing.ts";

const lost = "The API says that there is more, but the way to it leads nowhere.";
const paused = "The API says that there is more, but its last pages brought nothing new.";

const ways: Record<string, { faults: Omit<Fault, "operation">[]; words: string; next: string }> = {
  "no token": { faults: [{ kind: "tokens", tokens: "missing" }], words: lost, next: "Read the list again" },
  "the same token": { faults: [{ kind: "tokens", tokens: "same" }], words: lost, next: "Read the list again" },
  "alternating tokens": { faults: [{ kind: "tokens", tokens: "alternate" }], words: lost, next: "Read the list again" },
  "ever new tokens": { faults: [{ kind: "tokens", tokens: "ever_new" }], words: paused, next: "Load more" },
  "a token that is refused": {
    faults: [{ kind: "status", status: 422, matching: "continuation_token=" }, { kind: "tokens", tokens: "ever_new" }],
    words: lost,
    next: "Read the list again",
  },
};

const lists = [
  { name: "Unit tests", path: "tests", operation: "ListUnitTests" },
  { name: "Test sets", path: "sets", operation: "ListTestSets" },
  { name: "Runs", path: "runs", operation: "ListRuns" },
];

async function asked(sandbox: Sandbox, operation: string): Promise<number> {
  return (await sandbox.requests(operation)).length;
}

for (const { name, path, operation } of lists) {
  for (const [way, { faults, words, next }] of Object.entries(ways)) {
    test(`${name}, ${way}: it is said, asked for a few times, and the way on leads on`, async ({ page, signIn, sandbox, pageLog }) => {
      pageLog.expectFailedRequests();
      await signIn();
      await settled(page);
      await page.clock.install();
      for (const fault of faults) await sandbox.fault({ operation, ...fault });
      await sandbox.clearRequests();
      await page.goto(`${sandbox.app}${organization.id}/${path}`);
      const foot = page.getByRole("main").locator(".foot");
      await expect(async () => {
        await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
        await expect(foot).toContainText(words, { timeout: 250 });
      }).toPass({ timeout: 15_000 });
      await expect(foot).toContainText(words === lost ? /^Showing \d+; the rest could not be read/ : /^Showing \d+, more to load/);
      // Runs that go on are polled beside the list.
      const before = await asked(sandbox, operation);
      expect(before).toBeLessThanOrEqual(12);
      if (path !== "runs") {
        await page.clock.fastForward("05:00");
        await page.evaluate(() => scrollTo(0, 0));
        await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        expect(await asked(sandbox, operation)).toBe(before);
      }
      await sandbox.clearFaults();
      await foot.getByRole("button", { name: next }).click();
      await expect(foot).not.toContainText(words);
      if (path === "tests" && next !== "Load more") await expectTests(page, demoTests);
    });
  }
}

const notAll = (subject: string) => new RegExp(`The API did not give the rest of the ${subject}: it says that there is more`);

for (const tokens of ["missing", "same", "ever_new"] as const) {
  const named = `a part of a list, ${tokens.replace("_", " ")} tokens`;

  test(`${named}: the sets that use a test, and deleting it`, async ({ page, signIn, sandbox, pageLog }) => {
    pageLog.expectFailedRequests();
    await signIn();
    const dialog = page.getByRole("dialog", { name: "Delete this unit test?" });
    await sandbox.fault({ operation: "ListTestSets", kind: "tokens", tokens });
    for (const [name, isUsed] of [[rich, true], [unused, false]] as const) {
      await page.goto(`${sandbox.app}${organization.id}/tests/${await idOf(sandbox, name)}`);
      const sets = section(page, "Used in test sets");
      await expect(sets).toContainText(notAll("test sets"));
      await expect(sets).not.toContainText("No test set uses this test");
      if (isUsed) await expect(sets.getByRole("listitem").first()).toBeVisible();
      else await expect(sets.getByRole("listitem")).toHaveCount(0);
      await page.getByRole("button", { name: "Delete", exact: true }).click();
      await expect(dialog).toContainText(isUsed ? "These may not be all" : "Which sets use it could not be checked");
      await dialog.getByRole("button", { name: "Keep it" }).click();
    }
  });

  test(`${named}: the last runs of a set, and the unfinished ones before a start`, async ({ page, signIn, sandbox, pageLog }) => {
    pageLog.expectFailedRequests();
    await sandbox.runTime({ frozen: true });
    const set = await setId(sandbox, small);
    const source = (await sandbox.document("test_set", set)) as Record<string, unknown>;
    const [fresh, busy] = ["0000000000000000000030ac", "0000000000000000000030ad"];
    for (const [id, name] of [[fresh, "Has not run"], [busy, "Runs"]] as const) {
      await sandbox.putDocument("test_set", { ...source, id, name, last_triggered_run_id: null }, { id });
    }
    const id = await startRun(sandbox, busy);
    // Lists may lag behind what was just started.
    await expect.poll(async () => (await listedRuns(sandbox, `id=${id}`)).length).toBe(1);
    await signIn();
    const runs = section(page, "Last runs");
    await sandbox.fault({ operation: "ListRuns", kind: "tokens", tokens });
    await page.goto(setsAt.page(sandbox, fresh));
    await expect(setPage(page).heading("Has not run")).toBeVisible();
    await expect(runs).toContainText(notAll("runs"));
    await expect(runs).not.toContainText("This set has not run yet");

    await page.goto(setsAt.page(sandbox, busy));
    await expect(runs.getByRole("listitem")).toHaveCount(1);
    await expect(runs).toContainText(notAll("runs"));
    await setPage(page).start.click();
    const dialog = startDialog(page);
    await dialog.getByText("This simulates").waitFor();
    await dialog.getByRole("button", { name: "Start run" }).click();
    await expect(dialog).toContainText("You already have an unfinished run of this set", { timeout: 20_000 });
    await expect(dialog.getByRole("listitem").getByRole("link")).toHaveAttribute("href", new RegExp(`/runs/${id}$`));
    await expect(dialog).toContainText(notAll("runs"));
  });
}

/** A link with so many services, none of which there is but the first. */
function link(sandbox: Sandbox, services: number): string {
  const ids = Array.from({ length: services - 1 }, (_, number) => (0x100000 + number).toString(16).padStart(24, "a"));
  return `${sandbox.app}${organization.id}/tests?${[example.service.id, ...ids].map((id) => `service=${id}`).join("&")}`;
}

const chips = (page: Page) => catalogue(page).chips.getByRole("button", { name: /^Remove / });

for (const status of [414, 431]) {
  test(`a list that is refused as too long (${status}) names the cause, and choices can be removed after a reload`, async ({ page, signIn, sandbox, pageLog }) => {
    pageLog.expectFailedRequests();
    await signIn();
    await settled(page);
    await sandbox.fault({ operation: "ListUnitTests", kind: "html", status, matching: "service_id=aaaa" });
    const at = link(sandbox, 2);
    await page.goto(at);
    const words = notice(page, "The request for the unit tests was too long for the API, or for a server before it.");
    await expect(words).toContainText("Too many choices are set at once. Remove some of them above; the others stay.");
    await page.reload();
    await expect(words).toBeVisible();
    expect(page.url()).toBe(at);
    await chips(page).nth(1).click();
    await expect(catalogue(page).row(example.name)).toBeVisible();
    await expect(words).toHaveCount(0);
  });
}

test("an address takes no more choices than servers take, and says so before one refuses", async ({ page, signIn, sandbox }) => {
  await sandbox.limit("*", null);
  await signIn();
  await settled(page);
  const at = link(sandbox, 121);
  await page.goto(at);
  const list = catalogue(page);
  await expect(list.row(example.name)).toBeVisible();
  const box = list.facet("Service").getByRole("checkbox", { name: "Billing Questions", exact: true });
  const more = list.facet("Service").getByRole("button", { name: /more/ });
  if (await more.isVisible()) await more.click();
  await list.facet("Service").getByRole("searchbox").fill("Billing");
  await box.click();
  await expect(notice(page, "the address of this page would get too long")).toBeVisible();
  await expect(box).not.toBeChecked();
  expect(page.url()).toBe(at);
  await page.reload();
  await expect(chips(page)).toHaveCount(121);
  await chips(page).last().click();
  await expect(chips(page)).toHaveCount(120);
});
