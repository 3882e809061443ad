// What an operations manager does: starts a run, watches it to its end without touching anything, downloads
// its artifacts and looks into them.
import { readFileSync } from "node:fs";
import type { Download } from "@playwright/test";
import { type ListedRun, listedSets, runPage, runsAddress, runsList, startDialog } from "../harness/runs.ts";
import { demoToken } from "../harness/samples.ts";
import { expect, test } from "../harness/test.ts";
import { settled } from "../harness/views.ts";
import { unzip } from "../harness/zip.ts";

test("a run is started, watched to its end, and its artifacts downloaded, unpacked and checked", async ({ page, context, sandbox, signIn, pageLog, contrary }) => {
  // What is not ready yet is a 400.
  pageLog.expectFailedRequests();
  test.setTimeout(180_000);
  // Runs go on as far as they are told to, not by the clock of a busy machine.
  await sandbox.runTime({ frozen: true });
  const sets = (await listedSets(sandbox)).filter((set) => set.unit_test_runs.length > 1);
  const set = sets.sort((one, other) => one.unit_test_runs.length - other.unit_test_runs.length)[0]!;
  const size = set.unit_test_runs.reduce((sum, member) => sum + member.run_count, 0);
  await signIn();
  await page.goto(runsAddress(sandbox));
  await settled(page);
  await runsList(page).start.click();
  const dialog = startDialog(page);
  await dialog.getByRole("combobox", { name: "Test set" }).fill(set.name);
  await dialog.getByRole("option").filter({ hasText: set.name }).first().click();
  await expect(dialog.getByText(`This simulates ${size} conversations`)).toBeVisible();
  await dialog.getByRole("button", { name: "Start run" }).click();
  const view = runPage(page);
  await expect(view.outcome).toContainText("In progress", { timeout: 30_000 });
  const id = page.url().split("/").at(-1)!;

  // From here on nothing is touched: the page follows by itself.
  await sandbox.changeRun(id, { conversations: size - 1 });
  // The other server tells of a test only when all of its conversations are done.
  const begun = contrary ? new RegExp(`[1-9]\\d* of ${size} conversations`) : `${size - 1} of ${size} conversations`;
  await expect(view.progress).toContainText(begun, { timeout: 60_000 });
  await expect(view.progress).toContainText("Still running: ");
  await sandbox.changeRun(id, { conversations: size });
  await sandbox.advance(10_000);
  await expect(view.outcome).toHaveText(/^(Passed|Failed|Errored|Failed, with errors)$/, { timeout: 60_000 });
  await expect(view.progress).toContainText(`${size} of ${size} conversations`);

  // The artifacts come later than the end: that is a state, not an error.
  await sandbox.changeRun(id, { artifacts: false });
  await view.download.click();
  await expect(page.getByText("The artifacts are not ready yet.")).toBeVisible();
  await sandbox.changeRun(id, { artifacts: true });
  await expect(view.link).toBeVisible({ timeout: 60_000 });
  await expect(view.link).toHaveAttribute("rel", "noopener noreferrer");
  await expect(view.link).toHaveAttribute("target", "_blank");
  await expect(page.getByText(/^This link holds for/)).toBeVisible();
  const href = (await view.link.getAttribute("href"))!;
  expect(new URL(href).origin).not.toBe(new URL(page.url()).origin);

  // The new tab becomes a download, in whichever of the two tabs the browser counts it.
  const downloaded = new Promise<Download>((resolve) => {
    page.once("download", resolve);
    context.on("page", (tab) => tab.once("download", resolve));
  });
  await view.link.click();
  const files = unzip(readFileSync(await (await downloaded).path()));
  const run = JSON.parse(files.get("run.json")!) as ListedRun;
  expect(run.id).toBe(id);
  expect(run.simulation_unit_test_set_id).toBe(set.id);
  expect([...files.keys()].filter((name) => name.startsWith("results/"))).toHaveLength(set.unit_test_runs.length);
  const transcripts = [...files].filter(([name]) => name.startsWith("transcripts/"));
  expect(transcripts).toHaveLength(size);
  for (const [name, text] of transcripts) expect(text.trim(), name).not.toBe("");

  // Neither credentials nor where the person came from were sent along.
  const sent = await sandbox.downloads();
  expect(sent.length).toBeGreaterThan(0);
  for (const request of sent) {
    expect(request).toMatchObject({ status: 200, authorization: false, cookie: false, referer: null });
    expect(request.path).not.toContain(demoToken);
  }
});
