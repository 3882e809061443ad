// Runs by keyboard alone: starting, reading, cancelling, downloading. The focus is never lost.
import { tabTo } from "../harness/keyboard.ts";
import { cancelDialog, listedRuns, listedSets, runPage, runsAddress, runsList, startDialog } from "../harness/runs.ts";
import { expect, test } from "../harness/test.ts";
import { settled } from "../harness/views.ts";

test("a run is started, opened, cancelled and downloaded without a pointer", async ({ page, sandbox, signIn }) => {
  await sandbox.runTime({ frozen: true });
  const busy = new Set((await listedRuns(sandbox, "is_completed=false")).map((run) => run.simulation_unit_test_set_id));
  const set = (await listedSets(sandbox)).find((set) => !busy.has(set.id))!;
  await signIn();
  await settled(page);
  await tabTo(page, page.getByRole("link", { name: "Runs", exact: true }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Runs" })).toBeFocused();
  await settled(page);
  await tabTo(page, runsList(page).start);
  await page.keyboard.press("Enter");
  const dialog = startDialog(page);
  // Escape leaves it, and gives the focus back.
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(runsList(page).start).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("combobox", { name: "Test set" })).toBeFocused();
  await page.keyboard.type(set.name);
  await expect(dialog.getByRole("option").first()).toContainText(set.name);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("This simulates")).toBeVisible();
  await tabTo(page, dialog.getByRole("button", { name: "Start run" }));
  await page.keyboard.press("Enter");
  const view = runPage(page);
  await expect(view.heading).toHaveText(set.name, { timeout: 30_000 });
  await expect(view.outcome).toContainText("In progress");
  const id = page.url().split("/").at(-1)!;

  // What was run, of the first test.
  await tabTo(page, view.rows.first().locator("summary"));
  await page.keyboard.press("Enter");
  await expect(view.rows.first().getByRole("term").first()).toBeVisible();

  await tabTo(page, view.cancel, "Shift+Tab");
  await page.keyboard.press("Enter");
  await tabTo(page, cancelDialog(page).getByRole("button", { name: "Yes, cancel it" }));
  await page.keyboard.press("Enter");
  await expect(view.outcome).toContainText("Cancel requested");
  await expect(view.heading).toBeFocused();
  await sandbox.advance(15_000);
  await expect(view.outcome).toContainText("Ended early", { timeout: 60_000 });
  await expect(view.heading).toBeFocused();

  await sandbox.changeRun(id, { artifacts: true });
  await tabTo(page, view.download);
  await page.keyboard.press("Enter");
  await expect(view.link).toBeFocused();
  await tabTo(page, view.again);
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("This simulates")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(view.again).toBeFocused();
});

test("filters and days are chosen by keyboard", async ({ page, sandbox, signIn }) => {
  await signIn();
  await page.goto(runsAddress(sandbox));
  await settled(page);
  const list = runsList(page);
  await tabTo(page, list.choice("Progress", "over"));
  await page.keyboard.press("Space");
  await expect(page).toHaveURL(/completed=yes/);
  await expect(list.choice("Progress", "over")).toBeFocused();
  await tabTo(page, list.chip("Progress: over"));
  await page.keyboard.press("Enter");
  await expect(page).not.toHaveURL(/completed/);
  await expect(list.table.or(page.getByRole("heading", { level: 1 })).first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});
