// What the form does not know of a test or a set is sent as it came, to the digit, whatever else is changed.
import type { Page } from "@playwright/test";
import { idOf, listed } from "../harness/samples.ts";
import { setForm, setId, setsAt, small, storedSet, openSetForm } from "../harness/sets.ts";
import { expect, test } from "../harness/test.ts";
import { forms, metrics, openForm, putCopy, ready, rich, testForm, unused } from "../harness/writing.ts";

/** The text of the next request to change something: read as JSON, its digits would be gone. */
const body = async (page: Page, path: string): Promise<string> =>
  (await page.waitForRequest((request) => request.method() === "POST" && request.url().includes(path))).postData() ?? "";

test("rows that nobody touched are sent as they came, also from a draft", async ({ page, signIn, sandbox }) => {
  page.on("dialog", (dialog) => void dialog.accept());
  await signIn();
  const source = await idOf(sandbox, unused);
  const all = (await listed(sandbox)).flatMap((one) => one.success_criterions as { name: string; metric_id: string }[]);
  const metric_id = all.find((one) => one.name === metrics.number)!.metric_id;
  const number = (name: string, threshold: number, more = {}) => ({ name, metric_id, criterion: { type: "numerical", verb: ">=", threshold, ...more } });
  const criteria = [
    { ...number("A", 0.30000000000000004, { tolerance: 2 }), weight: 2 },
    { ...number("B", 3), weight: 3 },
    { ...number("C", 0.1), note: { by: "somebody", at: [1, 2] } },
  ];
  const id = "0000000000000000000030aa";
  await putCopy(sandbox, source, id, { name: "Holds more", success_criterions: criteria });
  await openForm(page, forms.edit(sandbox, id));
  const form = testForm(page);
  await expect(form.criterion(1).number).toHaveValue("0.30000000000000004");
  await form.criterion(2).number.fill("4");
  await form.criterion(3).up.click();
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }))).toContain("tolerance");
  await page.reload();
  await ready(page);
  await expect(form.restored).toBeVisible();
  const sent = body(page, `/unit_test/${id}/`);
  await form.save.click();
  const text = await sent;
  expect(text).toContain('"threshold":0.30000000000000004');
  expect(JSON.parse(text)).toEqual({
    success_criterions: [criteria[0], criteria[2], { ...criteria[1], criterion: { ...criteria[1]!.criterion, threshold: 4 } }],
  });
});

test("members of a set keep what the form does not know", async ({ page, signIn, sandbox }) => {
  await signIn();
  const source = await storedSet(sandbox, await setId(sandbox, small));
  const members = source.unit_test_runs.map((member, at) => ({ ...member, run_count: 3 + at, weight: at + 0.5 }));
  const id = "0000000000000000000030ab";
  await sandbox.putDocument("test_set", { ...source, id, name: "Holds more", unit_test_runs: members, last_triggered_run_id: null }, { id });
  await openSetForm(page, setsAt.edit(sandbox, id));
  const form = setForm(page);
  await form.members.first().getByRole("textbox").fill("9");
  const sent = body(page, `/unit_test_set/${id}`);
  await form.save.click();
  const [first, ...others] = members;
  expect(JSON.parse(await sent)).toEqual({ unit_test_runs: [{ ...first, run_count: 9 }, ...others] });
});

/** Whether a colleague also changes what the form shows, so that both are brought together. */
for (const isSeen of [false, true]) {
  const what = `what the form does not know and somebody changed meanwhile is taken over${isSeen ? ", also beside what it shows" : ""}`;
  const together = async (page: Page) => {
    if (isSeen) await page.getByRole("dialog").getByRole("button", { name: "Save these choices" }).click();
  };
  const seen = isSeen ? { description: "Theirs" } : {};
  const id = "0000000000000000000030ad";

  test(`${what}: a test`, async ({ page, signIn, sandbox }) => {
    await signIn();
    const source = await idOf(sandbox, rich);
    const { success_criterions: own } = (await sandbox.document("unit_test", source)) as { success_criterions: Record<string, unknown>[] };
    const criteria = (weight: number) => own.map((criterion, at) => ({ ...criterion, weight: weight + at }));
    await putCopy(sandbox, source, id, { name: "Weighed", success_criterions: criteria(2) });
    await openForm(page, forms.edit(sandbox, id));
    await putCopy(sandbox, source, id, { name: "Weighed", success_criterions: criteria(7), ...seen });
    await testForm(page).criterion(1).name.fill("Named anew");
    const sent = body(page, `/unit_test/${id}/`);
    await testForm(page).save.click();
    await together(page);
    const [first, ...others] = criteria(7);
    expect(JSON.parse(await sent)).toEqual({ success_criterions: [{ ...first, name: "Named anew" }, ...others] });
  });

  test(`${what}: a set`, async ({ page, signIn, sandbox }) => {
    await signIn();
    const set = await storedSet(sandbox, await setId(sandbox, small));
    const members = (weight: number) => set.unit_test_runs.map((member, at) => ({ ...member, run_count: 3, weight: weight + at }));
    const put = (weight: number, change = {}) =>
      sandbox.putDocument("test_set", { ...set, id, name: "Weighed", unit_test_runs: members(weight), last_triggered_run_id: null, ...change }, { id });
    await put(2);
    await openSetForm(page, setsAt.edit(sandbox, id));
    await put(7, seen);
    await setForm(page).members.first().getByRole("textbox").fill("9");
    const sent = body(page, `/unit_test_set/${id}`);
    await setForm(page).save.click();
    await together(page);
    const [first, ...others] = members(7);
    expect(JSON.parse(await sent)).toEqual({ unit_test_runs: [{ ...first, run_count: 9 }, ...others] });
  });
}
