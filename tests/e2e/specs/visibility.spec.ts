// What a person may not see, and what is not there: said, never guessed.
import type { Page } from "@playwright/test";
import { example, organization, users } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { expect, test } from "../harness/test.ts";
import { catalogue, section, settled, signInForm, unitTest } from "../harness/views.ts";

async function signInAs(page: Page, sandbox: Sandbox, user: string): Promise<void> {
  const { id_token } = await sandbox.token(user);
  await page.goto(`${sandbox.app}${organization.id}/tests`);
  await signInForm(page).token.fill(id_token);
  await signInForm(page).submit.click();
}

test("an empty list says that it may be a missing permission", async ({ page, sandbox }) => {
  await signInAs(page, sandbox, users.outsider);
  await expect(page.getByRole("heading", { name: "No unit tests yet" })).toBeVisible();
  await expect(page.getByText("you may lack the permission Simulation:GetSimulationUnitTest")).toBeVisible();
  for (const facet of ["Service", "Persona", "Scenario", "Metric", "Tag", "Creator"]) {
    await expect(catalogue(page).facet(facet)).toBeVisible();
  }
  await catalogue(page).search.fill("onboarding");
  await expect(page.getByRole("heading", { name: "No unit test fits" })).toBeVisible();
  await expect(page.getByText("Tests that you may not see are left out, too.")).toBeVisible();
});

test("an organization without tests says so, in each view", async ({ page, sandbox }) => {
  await sandbox.reset({ seed: "empty" });
  await page.goto(`${sandbox.app}sign-in`);
  await signInForm(page).demo.click();
  await expect(page.getByRole("heading", { name: "No unit tests yet" })).toBeVisible();
  await expect(page.getByText("A unit test combines a service, a persona, a scenario and success criteria.")).toBeVisible();
  await expect(page.getByText("Nothing to choose").first()).toBeVisible();
  await catalogue(page).deleted.check();
  await expect(page.getByRole("heading", { name: "No deleted unit tests" })).toBeVisible();
  // The first test that comes is found by a refresh.
  await catalogue(page).deleted.uncheck();
  await sandbox.reset({ seed: "demo" });
  await catalogue(page).refresh.click();
  await expect(catalogue(page).row(example.name)).toBeVisible();
});

const hidden = [
  ["persona", "Simulation:GetSimulationPersona", example.persona],
  ["scenario", "Simulation:GetSimulationScenario", example.scenario],
  ["service", "Service:GetService", example.service],
] as const;

test("names that a person may not see are codes that tell the reason", async ({ page, sandbox }) => {
  const revoke = [...hidden.map(([, permission]) => permission), "User:GetUserInfo", "Metric:GetMetric"];
  await sandbox.permissions(users.viewer, { revoke });
  await signInAs(page, sandbox, users.viewer);
  await settled(page);
  const row = catalogue(page).row(example.name);
  for (const [kind, permission, { id }] of hidden) {
    const words = `This ${kind} (${id}) does not exist any more, or you may not see it (permission ${permission}).`;
    await expect(row).toContainText(`…${id.slice(-6)}`);
    await expect(row).toContainText(words);
    await expect(row.getByTitle(words)).toBeVisible();
  }
  await expect(row.getByRole("cell").nth(4)).toContainText("(permission User:GetUserInfo)");
  // The criterion has a name of its own, which needs no metric.
  await expect(row).toContainText("Completion Rate is yes");
  await expect(catalogue(page).facet("Metric").getByRole("checkbox", { name: /permission Metric:GetMetric/ }).first()).toBeVisible();

  // A permission that comes is found by a refresh.
  await sandbox.permissions(users.viewer, { grant: revoke });
  await catalogue(page).refresh.click();
  await expect(row).toContainText(example.persona.name);
  await expect(row).toContainText(example.service.name);
  await expect(row).not.toContainText("does not exist any more");
});

test("on a test's page, what may not be seen is said section by section", async ({ page, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  const revoke = [...hidden.map(([, permission]) => permission), "Simulation:GetSimulationUnitTestSet", "Metric:GetMetric"];
  await sandbox.permissions(users.viewer, { revoke });
  await signInAs(page, sandbox, users.viewer);
  await catalogue(page).links.filter({ hasText: example.name }).click();
  await expect(unitTest(page).heading(example.name)).toBeVisible();
  await expect(section(page, "Who")).toContainText("You may not see the persona.");
  await expect(section(page, "Who")).toContainText("Ask an administrator of your organization for the permission Simulation:GetSimulationPersona.");
  await expect(section(page, "What happens")).toContainText("You may not see the scenario.");
  await expect(section(page, "Against what")).toContainText("(permission Service:GetService)");
  await expect(section(page, "Against what")).toContainText("20 interactions, then it fails");
  await expect(section(page, "Passes when")).toContainText("Completion Rate is yes");
  await expect(section(page, "Passes when")).toContainText("(permission Metric:GetMetric)");
  await expect(section(page, "Used in test sets")).toContainText("Sets that you may not see are left out.");

  await sandbox.permissions(users.viewer, { grant: revoke });
  await section(page, "Who").getByRole("button", { name: "Try again" }).click();
  await expect(section(page, "Who")).toContainText("choir leader");
  await unitTest(page).refresh.click();
  await expect(section(page, "Against what")).toContainText(example.service.name);
  await expect(section(page, "Used in test sets")).toContainText("Onboarding - full");
  await expect(section(page, "What happens")).toContainText("MyNorthwind");
});

test("a person who may see some things only sees them", async ({ page, sandbox }) => {
  await signInAs(page, sandbox, users.partialViewer);
  await settled(page);
  const row = catalogue(page).row(example.name);
  await expect(row).toContainText(example.service.name);
  await expect(row).toContainText(example.scenario.name);
  await expect(row).toContainText("(permission Simulation:GetSimulationPersona)");
});
