import { insertMember } from "../../platform/auth/queries.ts";
import type { Tx } from "../../platform/db/client.ts";
import { scopeOfRuntime, type WorkspaceScope } from "../../platform/db/scope.ts";
import type { Hooks } from "../../platform/deps.ts";
import { newId } from "../../platform/ids.ts";
import { createDefaultQueue } from "../queues/index.ts";
import { insertWorkspace, slugsLike, type WorkspaceRow } from "./queries.ts";

/** What a new workspace needs. */
export interface NewWorkspace {
  name: string;
  locale: string;
  timeZone: string;
  /** Whether to begin with something to look at. */
  example: boolean;
  /** Its first admin. */
  accountId: string;
}

/** Makes a workspace with its first admin, its default queue and whatever other modules add. */
export async function createWorkspace(
  tx: Tx,
  input: NewWorkspace,
  hooks: Hooks,
): Promise<{ workspace: WorkspaceRow; scope: WorkspaceScope }> {
  const slug = freeSlug(input.name, await slugsLike(tx, slugOf(input.name)));
  const { name, locale, timeZone, example, accountId } = input;
  const workspace = await insertWorkspace(tx, { id: newId(), slug, name, locale, timeZone });
  const scope = scopeOfRuntime(tx, workspace.id);
  await insertMember(scope, { accountId, role: "admin" });
  await createDefaultQueue(scope, locale);
  for (const hook of hooks.workspaceCreated) await hook(scope, { example, locale, accountId });
  return { workspace, scope };
}

/** "Padaria São João" → "padaria-sao-joao". Never looks like an id, which the same place in an address may hold. */
function slugOf(name: string): string {
  const slug = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 30)
    .replace(/-+$/, "");
  return slug || "workspace";
}

function freeSlug(name: string, taken: string[]): string {
  const slug = slugOf(name);
  if (!taken.includes(slug)) return slug;
  let n = 2;
  while (taken.includes(`${slug}-${n}`)) n++;
  return `${slug}-${n}`;
}
