// Creating a persona or a scenario beside the form of a unit test.
import { type Locator, type Page, expect } from "@playwright/test";
import { type ListedTest, read, users } from "./samples.ts";
import type { Sandbox } from "./sandbox.ts";

export type Thing = "persona" | "scenario";

/** The button beside the picker and its dialog. */
export function creating(page: Page, thing: Thing) {
  const dialog = page.getByRole("dialog", { name: `Create ${thing}` });
  const field = (name: string) => dialog.getByRole("textbox", { name, exact: true });
  return {
    open: page.getByRole("button", { name: `Create a ${thing}` }),
    goOn: page.getByRole("button", { name: `Go on with the new ${thing}` }),
    /** Why the button is of no use. */
    why: page.locator(`#test-${thing}-create-denied`),
    dialog,
    name: field("Name").first(),
    role: field("Role"),
    background: field("Background"),
    objective: field("Objective"),
    instructions: field("Instructions"),
    create: dialog.locator("button[data-kind=primary]"),
    cancel: dialog.getByRole("button", { name: "Cancel" }),
    outcome: page.locator("#creation-outcome"),
  };
}

/** Opens the dialog, whatever is in it, and fills what is needed in. */
export async function fillNew(page: Page, thing: Thing, name: string): Promise<void> {
  const { open, goOn, ...fields } = creating(page, thing);
  await open.or(goOn).click();
  await fields.name.fill(name);
  if (thing === "persona") {
    await fields.role.fill("Caller");
    await fields.background.fill("Calls for the first time 初診 and asks twice.");
  } else {
    await fields.objective.fill("An appointment before the weekend");
    await fields.instructions.fill("Ask for Friday.\nTake what is offered.");
  }
}

/** Everything that is typed in a dialog. */
export function typedIn(dialog: Locator): Promise<string[]> {
  return dialog.locator("input, textarea, select").evaluateAll((all) => all.map((one) => `${one.id}: ${(one as HTMLInputElement).value}`));
}

/** The live personas or scenarios of a name; lists may lack for a moment what was just created. */
export async function thingsNamed(sandbox: Sandbox, thing: Thing, name: string): Promise<ListedTest[]> {
  const { id_token } = await sandbox.token(users.administrator);
  const found: ListedTest[] = [];
  for (let token: number | null = 0; token !== null; ) {
    const page = (await read(sandbox, `simulation/${thing}/?limit=50&is_deleted=false&continuation_token=${token}`, id_token)) as Record<string, unknown> & {
      has_more: boolean;
      continuation_token: number | null;
    };
    found.push(...(page[`simulation_${thing}s`] as ListedTest[]).filter((one) => one.name === name));
    token = page.has_more ? page.continuation_token : null;
  }
  return found;
}

/** The one of a name. */
export async function onlyThing(sandbox: Sandbox, thing: Thing, name: string): Promise<string> {
  await expect.poll(async () => (await thingsNamed(sandbox, thing, name)).length, name).toBe(1);
  return (await thingsNamed(sandbox, thing, name))[0]!.id;
}
