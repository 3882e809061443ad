// Artifacts in all their states: not ready, expiring, refused, at addresses that must not be opened.
import { listedRuns, openRun, runPage } from "../harness/runs.ts";
import { users, organization } from "../harness/samples.ts";
import type { Sandbox } from "../harness/sandbox.ts";
import { expect, test } from "../harness/test.ts";
import { notice, settled, signInForm } from "../harness/views.ts";

async function withArtifacts(sandbox: Sandbox): Promise<string> {
  return (await listedRuns(sandbox, "is_completed=true")).find((run) => run.artifacts_generated)!.id;
}

test("a click fetches a link, which expires and is renewed by the next click", async ({ page, sandbox, signIn, accessible }) => {
  const id = await withArtifacts(sandbox);
  await sandbox.artifactsHold(4);
  await signIn();
  await openRun(page, sandbox, id);
  await settled(page);
  expect(await sandbox.requests("GetArtifacts")).toEqual([]);
  const view = runPage(page);
  await view.download.focus();
  await page.keyboard.press("Enter");
  await expect(view.link).toBeFocused();
  await expect(page.getByText(/^This link holds for \d seconds?\.$/)).toBeVisible();
  await accessible();
  const first = await view.link.getAttribute("href");
  // When it is over, the link is a button again, and the focus stays.
  await expect(view.download).toBeVisible();
  await expect(view.download).toBeFocused();
  await expect(page.getByText("The link has expired; the next click asks for a new one.")).toBeVisible();
  await sandbox.artifactsHold(300);
  await view.download.click();
  await expect(page.getByText("This link holds for 4 min.")).toBeVisible();
  expect(await view.link.getAttribute("href")).not.toBe(first);
  expect(await sandbox.requests("GetArtifacts")).toHaveLength(2);
});

test("a double click asks once", async ({ page, sandbox, signIn }) => {
  const id = await withArtifacts(sandbox);
  await sandbox.fault({ operation: "GetArtifacts", kind: "delay", delay_ms: 700 });
  await signIn();
  await openRun(page, sandbox, id);
  await runPage(page).download.dblclick();
  await expect(runPage(page).link).toBeVisible();
  expect(await sandbox.requests("GetArtifacts")).toHaveLength(1);
});

test("addresses that are none of the web are refused", async ({ page, sandbox, signIn }) => {
  const id = await withArtifacts(sandbox);
  await signIn();
  await openRun(page, sandbox, id);
  await settled(page);
  for (const address of ["javascript:alert(document.domain)", "data:text/html,<script>alert(1)</script>", "file:///etc/passwd", "/v1/northwind", "https://name:secret@example.org/a.zip", ""]) {
    await sandbox.fault({ operation: "GetArtifacts", kind: "body", status: 200, body: { presigned_url: address, url_expires_at: "2999-01-01T00:00:00Z" }, count: 1 });
    await runPage(page).download.click();
    await expect(notice(page, "that is no web address, so the console does not open it"), address).toBeVisible();
    await expect(runPage(page).link).toHaveCount(0);
  }
});

test("a link that seems over when it comes is offered all the same: clocks differ", async ({ page, sandbox, signIn }) => {
  const id = await withArtifacts(sandbox);
  await signIn();
  await openRun(page, sandbox, id);
  for (const at of ["2001-01-01T00:00:00Z", null, "soon"]) {
    await page.reload();
    await sandbox.fault({ operation: "GetArtifacts", kind: "body", status: 200, body: { presigned_url: "https://files.example.org/run.zip", url_expires_at: at }, count: 1 });
    await runPage(page).download.click();
    await expect(runPage(page).link).toHaveAttribute("href", "https://files.example.org/run.zip");
    await expect(page.getByText("This link holds for a while.")).toBeVisible();
  }
});

test("who may see runs but not the context graphs is told both permissions", async ({ page, sandbox, pageLog }) => {
  pageLog.expectFailedRequests();
  const id = await withArtifacts(sandbox);
  await sandbox.permissions(users.viewer, { revoke: ["Organization:GetServiceHierarchicalStateMachine"] });
  const { id_token } = await sandbox.token(users.viewer);
  await page.goto(`${sandbox.app}${organization.id}/runs/${id}`);
  await signInForm(page).token.fill(id_token);
  await signInForm(page).submit.click();
  await runPage(page).download.click();
  const said = notice(page, "You may not download the artifacts of this run.");
  await expect(said).toContainText("Simulation:GetSimulationUnitTestSetRun");
  await expect(said).toContainText("Organization:GetServiceHierarchicalStateMachine");
});
