import type { WorkspaceScope } from "../db/scope.ts";
import { changes } from "./tables.ts";

/** One thing that changed: `topic` says of which kind (conversations, flows, …), `key` which one. */
export interface Change {
  topic: string;
  key: string;
}

/**
 * Records changes in the transaction that makes them. After the commit call `deps.signals.emit("changes")`.
 * Raw statements may insert into `changes (workspace_id, topic, key)` themselves.
 */
export async function recordChanges(scope: WorkspaceScope, list: Change[]): Promise<void> {
  if (list.length > 0)
    await scope.db.insert(changes).values(list.map((c) => ({ ...c, workspaceId: scope.workspaceId })));
}
