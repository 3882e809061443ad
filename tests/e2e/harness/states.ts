// Every state that a page can be in, and how to get there. layout.spec.ts looks at each of them.
import { type Page, expect } from "@playwright/test";
import { config, example, idOf, listed, organization, users } from "./samples.ts";
import type { Sandbox } from "./sandbox.ts";
import { catalogue, notice, section, settled, signInDialog, signInForm } from "./views.ts";

export interface Scene {
  page: Page;
  sandbox: Sandbox;
  signIn: (page?: Page) => Promise<void>;
}

export interface State {
  name: string;
  open(scene: Scene): Promise<void>;
}

const tests = (sandbox: Sandbox, rest = "") => `${sandbox.app}${organization.id}/tests${rest}`;

async function onList({ page, signIn }: Scene): Promise<void> {
  await signIn();
  await expect(catalogue(page).links.first()).toBeVisible();
  await settled(page);
}

async function onTest(scene: Scene, change: Record<string, unknown> = {}): Promise<void> {
  const id = await idOf(scene.sandbox, example.name);
  const document = (await scene.sandbox.document("unit_test", id)) as Record<string, unknown>;
  await scene.sandbox.putDocument("unit_test", { ...document, ...change }, { id });
  await scene.signIn();
  await scene.page.goto(tests(scene.sandbox, `/${id}`));
  await expect(section(scene.page, "Who")).toBeVisible();
  await settled(scene.page);
}

const fails = (sandbox: Sandbox, operation: string) => sandbox.fault({ operation, kind: "status", status: 400 });

export const states: State[] = [
  {
    name: "sign-in, with fields left empty",
    async open({ page, sandbox }) {
      await sandbox.setConfig({ body: await config(sandbox, { organization: undefined, regions: [{ name: "Here", api: "" }, { name: "There", api: "/there" }] }) });
      await page.goto(`${sandbox.app}sign-in`);
      await signInForm(page).submit.click();
      await expect(signInForm(page).organization).toBeFocused();
    },
  },
  {
    name: "sign-in with a key, refused",
    async open({ page, sandbox }) {
      await page.goto(`${sandbox.app}sign-in`);
      const form = signInForm(page);
      await form.withKey.check();
      for (const field of [form.keyId, form.key, form.user]) await field.fill("wrong");
      await form.submit.click();
      await expect(notice(page, "The API refused this key.")).toBeVisible();
    },
  },
  {
    name: "a page of another organization",
    async open({ page, sandbox, signIn }) {
      await signIn();
      await page.goto(`${sandbox.app}southgate/tests`);
      await expect(notice(page, "This page belongs to the organization")).toBeVisible();
    },
  },
  {
    name: "settings that are wrong",
    async open({ page, sandbox }) {
      await sandbox.setConfig({ body: { regions: [{ name: "A", api: "javascript:alert(1)" }] } });
      await page.goto(sandbox.app);
      await expect(page.getByRole("heading", { level: 1, name: "The console is not set up yet" })).toBeVisible();
    },
  },
  {
    name: "an address without a page",
    async open({ page, sandbox, signIn }) {
      await signIn();
      await page.goto(`${sandbox.app}nothing/here/at/all`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing at this address");
    },
  },
  { name: "the catalogue", open: onList },
  {
    name: "the catalogue, narrowed in every way",
    async open(scene) {
      await scene.signIn();
      await scene.page.goto(tests(scene.sandbox, `?q=user&service=${example.service.id}&persona=${example.persona.id}&persona=0123456789abcdef01234567&tag=suite:onboarding&tag=priority:*&sort=oldest&creator=nobody`));
      await settled(scene.page);
      await expect(catalogue(scene.page).row(example.name)).toBeVisible();
      const filters = scene.page.getByRole("button", { name: /^Filters/ });
      if (await filters.isVisible()) await filters.click();
      await catalogue(scene.page).facet("Persona").getByRole("button", { name: /more/ }).click();
    },
  },
  {
    name: "nothing fits",
    async open({ page, sandbox, signIn }) {
      await signIn();
      await page.goto(tests(sandbox, "?q=zzz"));
      await expect(page.getByRole("heading", { name: "No unit test fits" })).toBeVisible();
    },
  },
  {
    name: "no tests at all",
    async open({ page, sandbox }) {
      const { id_token } = await sandbox.token(users.outsider);
      await page.goto(tests(sandbox));
      await signInForm(page).token.fill(id_token);
      await signInForm(page).submit.click();
      await expect(page.getByRole("heading", { name: "No unit tests yet" })).toBeVisible();
    },
  },
  {
    name: "the first list is on its way",
    async open({ page, sandbox }) {
      await sandbox.fault({ operation: "ListUnitTests", kind: "delay", delay_ms: 25_000 });
      await page.goto(tests(sandbox));
      await signInForm(page).demo.click();
      await expect(page.getByRole("status", { name: "Loading…" })).toBeVisible();
    },
  },
  {
    name: "another list is on its way",
    async open(scene) {
      await onList(scene);
      await scene.sandbox.fault({ operation: "ListUnitTests", kind: "delay", delay_ms: 25_000 });
      await scene.page.getByRole("combobox", { name: "Order" }).selectOption("oldest");
      await expect(catalogue(scene.page).table).toHaveAttribute("aria-busy", "true");
    },
  },
  {
    name: "the first list failed",
    async open({ page, sandbox }) {
      await page.goto(tests(sandbox));
      await fails(sandbox, "ListUnitTests");
      await signInForm(page).demo.click();
      await expect(notice(page, "The API did not accept the request")).toBeVisible();
    },
  },
  {
    name: "a refresh failed, names failed",
    async open(scene) {
      await scene.page.goto(tests(scene.sandbox));
      for (const operation of ["ListPersonas", "ListMetrics"]) await fails(scene.sandbox, operation);
      await signInForm(scene.page).demo.click();
      await expect(catalogue(scene.page).row(example.name)).toContainText("could not be read");
      await fails(scene.sandbox, "ListUnitTests");
      await catalogue(scene.page).refresh.click();
      await expect(notice(scene.page, "was read earlier and is still there")).toBeVisible();
    },
  },
  {
    name: "hostile data",
    async open({ page, sandbox, signIn }) {
      await sandbox.reset({ seed: "edge" });
      await signIn();
      await settled(page);
      await expect(catalogue(page).links.first()).toBeVisible();
    },
  },
  {
    name: "a refused session, over the list",
    async open(scene) {
      await onList(scene);
      await scene.sandbox.revokeTokens();
      await catalogue(scene.page).refresh.click();
      await expect(signInDialog(scene.page)).toBeVisible();
    },
  },
  {
    name: "a test",
    async open(scene) {
      await onTest(scene);
      await expect(section(scene.page, "Used in test sets")).toContainText("Onboarding - full");
    },
  },
  {
    name: "a test with everything gone",
    async open(scene) {
      const gone = "0123456789abcdef01234567";
      await onTest(scene, { persona_id: gone, scenario_id: gone, success_criterions: [], tags: [], description: "", service_version_set_name: "gone" });
      await expect(section(scene.page, "Who")).toContainText("was not found");
    },
  },
  {
    name: "a deleted test",
    async open({ page, sandbox, signIn }) {
      const [deleted] = await listed(sandbox, "is_deleted=true");
      await signIn();
      await page.goto(tests(sandbox, `/${deleted!.id}`));
      await expect(notice(page, "This unit test is deleted.")).toBeVisible();
      await settled(page);
    },
  },
  {
    name: "a test that is not there",
    async open({ page, sandbox, signIn }) {
      await signIn();
      await page.goto(tests(sandbox, "/123"));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("This unit test is not there");
    },
  },
  {
    name: "a test on its way",
    async open({ page, sandbox, signIn }) {
      await signIn();
      await settled(page);
      await sandbox.fault({ operation: "ListUnitTests", kind: "delay", delay_ms: 25_000 });
      await catalogue(page).links.first().click();
      await expect(page.getByRole("status", { name: "Loading…" })).toBeVisible();
    },
  },
  {
    name: "sections on their way, and a pause for the API",
    async open({ page, sandbox, signIn }) {
      await signIn();
      await settled(page);
      await sandbox.fault({ operation: "ListPersonaVersions", kind: "delay", delay_ms: 25_000 });
      await sandbox.fault({ operation: "ListTestSets", kind: "body", status: 429, body: "slow down", headers: { "retry-after": "50" } });
      await catalogue(page).links.filter({ hasText: example.name }).click();
      await expect(section(page, "Who").getByRole("status", { name: "Loading…" })).toBeVisible();
      await expect(notice(page, "Waiting for the API")).toBeVisible();
    },
  },
  {
    name: "a lost session behind a proxy",
    async open({ page, sandbox }) {
      await sandbox.setConfig({ body: await config(sandbox, { sign_in: { proxy: { sign_in: "/oauth/start" } } }) });
      await page.goto(tests(sandbox));
      await expect(signInDialog(page)).toContainText("then come back and go on here");
    },
  },
];

