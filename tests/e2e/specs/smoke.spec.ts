// The shortest way through everything: served app, policy, sign-in, API, table.
import { expect, test } from "../harness/test.ts";

test("sample data lead to the catalogue", async ({ page, signIn, sandbox, accessible }) => {
  await signIn();
  await expect(page).toHaveURL(/\/[^/]+\/tests/);
  await expect(page.getByRole("table", { name: "Unit tests" }).getByRole("row")).not.toHaveCount(1);
  expect((await sandbox.requests("ListUnitTests")).length).toBeGreaterThan(0);
  await accessible();
});
