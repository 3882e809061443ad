// States of the pages of runs, and how to get there. layout.spec.ts looks at each of them.
import { expect } from "@playwright/test";
import { type ListedRun, cancelDialog, listedRuns, openRun, runPage, runsAddress, runsList, startDialog, startRun } from "./runs.ts";
import { users } from "./samples.ts";
import type { Scene, State } from "./states.ts";
import { notice, settled } from "./views.ts";

async function onRun({ page, sandbox, signIn }: Scene, query: string, is: (run: ListedRun) => boolean = () => true): Promise<ListedRun> {
  await sandbox.runTime({ frozen: true });
  const run = (await listedRuns(sandbox, query)).find(is)!;
  await signIn();
  await openRun(page, sandbox, run.id);
  await settled(page);
  return run;
}

async function onList({ page, sandbox, signIn }: Scene, query = ""): Promise<void> {
  await sandbox.runTime({ frozen: true });
  await signIn();
  await page.goto(runsAddress(sandbox, query));
  await settled(page);
}

export const runStates: State[] = [
  {
    name: "the list of runs",
    async open(scene) {
      await onList(scene);
      await expect(runsList(scene.page).rows.first()).toBeVisible();
    },
  },
  {
    name: "the list of runs, narrowed, with days that exclude each other",
    async open(scene) {
      await onList(scene, "?completed=yes&failing=yes&errored=no&from=2026-02-02&to=2026-01-01&creator=nobody");
      await expect(scene.page.getByRole("heading", { name: "No run fits" })).toBeVisible();
      const filters = scene.page.getByRole("button", { name: /^Filters/ });
      if (await filters.isVisible()) await filters.click();
    },
  },
  {
    name: "the list of hostile runs",
    async open(scene) {
      await scene.sandbox.reset({ seed: "edge" });
      await onList(scene);
      await expect(runsList(scene.page).rows.first()).toBeVisible();
    },
  },
  {
    name: "starting a run: which set",
    async open(scene) {
      await onList(scene);
      await runsList(scene.page).start.click();
      await startDialog(scene.page).getByRole("combobox", { name: "Test set" }).press("ArrowDown");
      await expect(startDialog(scene.page).getByRole("option").first()).toBeVisible();
    },
  },
  {
    name: "a run of this set is unfinished",
    async open(scene) {
      const run = await onRun(scene, "is_completed=true&failed_metrics=false");
      await startRun(scene.sandbox, run.simulation_unit_test_set_id, (await scene.sandbox.token(users.owner)).id_token);
      await scene.sandbox.advance(1_000);
      await runPage(scene.page).again.click();
      await startDialog(scene.page).getByRole("button", { name: "Start run" }).click();
      await expect(startDialog(scene.page).getByRole("link").first()).toBeVisible();
    },
  },
  {
    name: "a run that goes on",
    async open(scene) {
      await onRun(scene, "is_completed=false");
    },
  },
  {
    name: "a run that failed, with what was run opened",
    async open(scene) {
      await onRun(scene, "is_completed=true&failed_metrics=true&errored=true");
      await runPage(scene.page).rows.first().getByText("What was run").click();
      await settled(scene.page);
    },
  },
  {
    name: "a run that is asked to be cancelled",
    async open(scene) {
      await onRun(scene, "is_completed=false");
      await runPage(scene.page).cancel.click();
      await scene.sandbox.fault({ operation: "CancelRun", kind: "status", status: 500 });
      await cancelDialog(scene.page).getByRole("button", { name: "Yes, cancel it" }).click();
      await expect(notice(scene.page, "it is not known whether the run was asked to end")).toBeVisible();
    },
  },
  {
    name: "artifacts that are not ready",
    async open(scene) {
      const run = await onRun(scene, "is_completed=true&failed_metrics=false");
      await scene.sandbox.changeRun(run.id, { artifacts: false });
      await runPage(scene.page).download.click();
      await expect(scene.page.getByText("The artifacts are not ready yet.")).toBeVisible();
    },
  },
  {
    name: "artifacts that may not be downloaded",
    async open(scene) {
      await onRun(scene, "is_completed=true&failed_metrics=false");
      await scene.sandbox.fault({ operation: "GetArtifacts", kind: "status", status: 403 });
      await runPage(scene.page).download.click();
      await expect(notice(scene.page, "You may not download the artifacts of this run.")).toBeVisible();
    },
  },
  {
    name: "a run that could not be read again",
    async open(scene) {
      await onRun(scene, "is_completed=false");
      await scene.sandbox.fault({ operation: "ListRuns", kind: "status", status: 400 });
      await runPage(scene.page).refresh.click();
      await expect(notice(scene.page, "What you see is how it stood at the time above.")).toBeVisible();
    },
  },
];
