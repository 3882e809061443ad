// A test set put together, changed and run by the keyboard alone.
import { tabTo } from "../harness/keyboard.ts";
import { example } from "../harness/samples.ts";
import { found, savedSet, setForm, setOnce, setPage, setsList } from "../harness/sets.ts";
import { expect, test } from "../harness/test.ts";
import { settled } from "../harness/views.ts";

test("from the list to the saved set, and to a change of it", async ({ page, signIn, sandbox }) => {
  await signIn();
  await settled(page);
  await tabTo(page, page.getByRole("link", { name: "Test sets", exact: true }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Test sets" })).toBeFocused();
  await tabTo(page, setsList(page).create);
  await page.keyboard.press("Enter");
  const form = setForm(page);
  await expect(page.getByRole("heading", { level: 1, name: "Create test set" })).toBeFocused();
  await tabTo(page, form.name);
  await page.keyboard.type("By keyboard alone");
  await tabTo(page, form.add);
  await page.keyboard.press("Enter");
  const dialog = found(page);
  await expect(dialog.search).toBeVisible();
  if (!(await dialog.search.evaluate((element) => element === document.activeElement))) await tabTo(page, dialog.search);
  await page.keyboard.type(example.name);
  await expect(dialog.ticks).toHaveCount(1);
  await tabTo(page, dialog.tick(example.name));
  await page.keyboard.press("Space");
  await expect(dialog.tick(example.name)).toBeChecked();
  await tabTo(page, dialog.done);
  await page.keyboard.press("Enter");
  await expect(form.add).toBeFocused();
  await tabTo(page, form.member(example.name).count, "Shift+Tab");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("8");
  await page.keyboard.press("Control+s");
  const id = await savedSet(page, "By keyboard alone");
  expect((await setOnce(sandbox, "By keyboard alone")).unit_test_runs.map((one) => one.run_count)).toEqual([8]);

  await tabTo(page, setPage(page).edit);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Edit test set: By keyboard alone" })).toBeFocused();
  await tabTo(page, form.member(example.name).remove);
  await page.keyboard.press("Enter");
  await expect(form.add).toBeFocused();
  await tabTo(page, form.undo, "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(form.member(example.name).count).toBeFocused();
  await page.keyboard.press("Control+s");
  expect(await savedSet(page, "By keyboard alone")).toBe(id);

  await tabTo(page, setPage(page).delete);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(setPage(page).delete).toBeFocused();
});
