import type { WorkspaceScope } from "../db/scope.ts";
import { changes } from "./tables.ts";

/** One thing that changed: `topic` says of which kind (conversations, flows, …), `key` which one. */
export interface Change {
  topic: string;
  key: string;
}

/** What shows a thing's name, besides the screens of its own topic. */
const namesOn = {
  contacts: ["conversations", "conversation"],
  queues: ["conversations", "conversation"],
  connections: ["conversations", "conversation", "flows"],
  flows: ["conversations", "conversation", "connections"],
  members: ["conversations", "conversation", "flows"],
} as const satisfies Record<string, readonly string[]>;

/** Changes to record, besides the thing's own, when its name may have changed or nothing is called so any more. */
export const renamed = (kind: keyof typeof namesOn): Change[] => namesOn[kind].map((topic) => ({ topic, key: "" }));

/**
 * Records changes in the transaction that makes them. After the commit call `deps.signals.emit("changes")`.
 * Raw statements may insert into `changes (workspace_id, topic, key)` themselves.
 */
export async function recordChanges(scope: WorkspaceScope, list: Change[]): Promise<void> {
  if (list.length > 0)
    await scope.db.insert(changes).values(list.map((c) => ({ ...c, workspaceId: scope.workspaceId })));
}
