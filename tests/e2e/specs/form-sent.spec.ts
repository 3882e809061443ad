// What the form sends: exactly what the API documents, only what was changed, and once.
import type { Page } from "@playwright/test";
import { example, idOf, listed } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { expect, test } from "../harness/test.ts";
import { fillBasics, fillLeast, forms, metrics, once, openForm, pick, rich, savedAs, sent, stored, testForm } from "../harness/writing.ts";

/** Requests of the console, without the browser's preflights. */
async function writes(sandbox: Sandbox) {
  return (await sandbox.requests()).filter((request) => request.operation !== null && request.method !== "GET");
}

test("a create sends every documented key and no other, in all types of criteria and tags", async ({ page, signIn, sandbox }) => {
  const name = "Ωmega – “first visit” 初診 👩🏽‍⚕️";
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  await fillBasics(page, `  ${name} `);
  const form = testForm(page);
  await form.description.fill("Zwei Zeilen,\nmit “Zeichen” & <b>Tags</b> \\ 初診");
  const [first, second, third, fourth] = [1, 2, 3, 4].map((number) => form.criterion(number));
  await pick(first!.metric, metrics.answer.name);
  await first!.answer("no").check();
  await first!.name.fill("Bleibt beim “Thema” 🙂");
  await form.addCriterion.click();
  await pick(second!.metric, metrics.number);
  await second!.comparison.selectOption({ label: "less than" });
  await second!.number.fill("4.25");
  await form.addCriterion.click();
  await pick(third!.metric, "Information Accuracy");
  await third!.comparison.selectOption({ label: "anything but" });
  await third!.number.fill("-0.5");
  await form.addCriterion.click();
  await pick(fourth!.metric, metrics.category);
  await fourth!.category("Resolved").check();
  await fourth!.category("Transferred").check();
  for (const [number, [key, value]] of [["suite", " new "], ["初診 été", "Größe_2"], ["smoke", ""]].entries()) {
    await form.addTag.click();
    await form.tag(number + 1).name.fill(key!);
    if (value) await form.tag(number + 1).value.fill(value);
  }
  // A row that was begun and left blank is none.
  await form.addTag.click();
  const answered = page.waitForRequest((request) => request.method() === "POST");
  await form.save.click();
  const headers = await (await answered).allHeaders();
  expect(headers["content-type"]).toBe("application/json");
  const id = await savedAs(page, name);

  const ids = new Map((await listed(sandbox)).flatMap((one) => (one as unknown as { success_criterions: { name: string; metric_id: string }[] }).success_criterions.map((criterion) => [criterion.name, criterion.metric_id])));
  expect(await sent(sandbox, "CreateUnitTest")).toEqual([{
    name,
    description: "Zwei Zeilen,\nmit “Zeichen” & <b>Tags</b> \\ 初診",
    service_id: example.service.id,
    service_version_set_name: "release",
    persona_id: example.persona.id,
    scenario_id: example.scenario.id,
    max_interactions: 12,
    success_criterions: [
      { name: "Bleibt beim “Thema” 🙂", metric_id: metrics.answer.id, criterion: { type: "boolean", expected_value: false } },
      { name: "Politeness", metric_id: ids.get("Politeness"), criterion: { type: "numerical", verb: "<", threshold: 4.25 } },
      { name: "Information Accuracy", metric_id: ids.get("Information Accuracy"), criterion: { type: "numerical", verb: "!=", threshold: -0.5 } },
      { name: "Conversation Outcome", metric_id: ids.get("Conversation Outcome"), criterion: { type: "categorical", expected_values: ["Resolved", "Transferred"] } },
    ],
    tags: { suite: "new", "初診 été": "Größe_2", smoke: null },
  }]);
  expect((await stored(sandbox, id)).name).toBe(name);
});

test("a comma is what a comma means to the person", async ({ browser, sandbox, contrary }) => {
  if (contrary) return;
  const page = await (await browser.newContext({ locale: "de-DE" })).newPage();
  await page.goto(`${sandbox.app}sign-in`);
  await page.getByRole("button", { name: "Explore with sample data" }).click();
  await expect(page.getByRole("table", { name: "Unit tests" })).toBeVisible();
  await openForm(page, forms.edit(sandbox, await idOf(sandbox, rich)));
  const number = testForm(page).criterion(3).number;
  await number.fill("3,5");
  await testForm(page).save.click();
  await savedAs(page, rich);
  const [update] = await sent(sandbox, "UpdateUnitTest");
  expect((update!.success_criterions as { criterion: unknown }[])[2]!.criterion).toEqual({ type: "numerical", verb: ">", threshold: 3.5 });
  await page.context().close();
});

/** One change of each part, and what an update of it sends. */
const changes: [string, (page: Page) => Promise<void>, (before: Awaited<ReturnType<typeof stored>>, sandbox: Sandbox) => Promise<Record<string, unknown>> | Record<string, unknown>][] = [
  ["the description", async (page) => testForm(page).description.fill("  Another purpose. "), () => ({ description: "Another purpose." })],
  ["the version set", async (page) => void (await testForm(page).versionSet.selectOption("preview")), () => ({ service_version_set_name: "preview" })],
  ["the interactions", async (page) => testForm(page).interactions.fill("33"), () => ({ max_interactions: 33 })],
  ["the persona", async (page) => pick(testForm(page).persona, example.persona.name), () => ({ persona_id: example.persona.id })],
  ["the scenario", async (page) => pick(testForm(page).scenario, "Someone to talk to"), async (_, sandbox) => ({ scenario_id: await scenarioId(sandbox, "Someone to talk to") })],
  [
    "the criteria",
    async (page) => testForm(page).criterion(2).number.fill("3"),
    (before) => ({ success_criterions: before.success_criterions.map((one, at) => (at === 1 ? { ...one, criterion: { ...one.criterion, threshold: 3 } } : one)) }),
  ],
  [
    "the tags",
    async (page) => (await testForm(page).tagNamed("suite")).value.fill("another"),
    (before) => ({ tags: Object.fromEntries(before.tags.map(({ key, value }) => [key, key === "suite" ? "another" : value])) }),
  ],
  [
    "the service, and with it the version set",
    async (page) => {
      await pick(testForm(page).service, "Appointment Scheduling");
      await testForm(page).versionSet.selectOption("dara-waiting-list");
    },
    async (_, sandbox) => ({ service_id: await serviceId(sandbox), service_version_set_name: "dara-waiting-list" }),
  ],
];

/** The scenario's id, which no test of the sample data tells: the one that was sent, if it is that scenario's. */
async function scenarioId(sandbox: Sandbox, name: string): Promise<string> {
  const [update] = await sent(sandbox, "UpdateUnitTest");
  const id = `${update!.scenario_id}`;
  expect(((await sandbox.document("scenario", id)) as { name: string }).name).toBe(name);
  return id;
}

async function serviceId(sandbox: Sandbox): Promise<string> {
  return (await listed(sandbox)).find((one) => one.name === "Waiting List - Text Only")!.service_id;
}

test("an update sends the one part that was changed", async ({ page, signIn, sandbox }) => {
  test.slow();
  await signIn();
  const id = await idOf(sandbox, rich);
  for (const [part, change, body] of changes) {
    await test.step(part, async () => {
      const before = await stored(sandbox, id);
      await openForm(page, forms.edit(sandbox, id));
      await sandbox.clearRequests();
      await change(page);
      await testForm(page).save.click();
      await savedAs(page, rich);
      const expected = await body(before, sandbox);
      expect(await sent(sandbox, "UpdateUnitTest")).toEqual([expected]);
    });
  }
});

test("what was not changed, or changed back, is not sent at all", async ({ page, signIn, sandbox }) => {
  await signIn();
  const id = await idOf(sandbox, rich);
  await openForm(page, forms.edit(sandbox, id));
  const form = testForm(page);
  await form.save.click();
  await savedAs(page, rich);
  await openForm(page, forms.edit(sandbox, id));
  const description = await form.description.inputValue();
  await form.description.fill("something else");
  await form.description.fill(`${description}  `);
  await form.criterion(1).remove.click();
  await form.undo.click();
  await form.criterion(1).down.click();
  await form.criterion(2).up.click();
  await form.tag(1).remove.click();
  await form.undo.last().click();
  await form.save.click();
  await savedAs(page, rich);
  expect(await writes(sandbox)).toEqual([]);
});

test("saving twice at once creates once", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openForm(page, forms.fresh(sandbox));
  const form = testForm(page);
  await fillLeast(page, "Once by a double click");
  await form.save.dblclick();
  await savedAs(page, "Once by a double click");
  await sandbox.fault({ operation: "CreateUnitTest", kind: "delay", delay_ms: 700, count: 1 });
  await openForm(page, forms.copy(sandbox, await idOf(sandbox, rich)));
  await form.name.fill("Once by Enter");
  await form.name.focus();
  for (let press = 0; press < 3; press++) await page.keyboard.press("Enter");
  await page.keyboard.press("Control+s");
  await expect(form.save).toHaveText("Saving…");
  await form.save.click({ force: true });
  await savedAs(page, "Once by Enter");
  expect(await sent(sandbox, "CreateUnitTest")).toHaveLength(2);
  for (const name of ["Once by a double click", "Once by Enter"]) await once(sandbox, name);
});
