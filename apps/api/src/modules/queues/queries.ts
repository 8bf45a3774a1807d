import { and, asc, eq } from "drizzle-orm";
import { folded } from "../../platform/db/folded.ts";
import type { WorkspaceScope } from "../../platform/db/scope.ts";
import { queues } from "./tables.ts";

export type QueueRow = typeof queues.$inferSelect;

export const listQueues = (scope: WorkspaceScope): Promise<QueueRow[]> =>
  scope.db
    .select()
    .from(queues)
    .where(eq(queues.workspaceId, scope.workspaceId))
    .orderBy(folded(queues.name), asc(queues.name));

/** The workspace's queues, locked until the transaction ends: none is removed, made the default or handed conversations meanwhile. */
export const lockQueues = (scope: WorkspaceScope): Promise<QueueRow[]> =>
  scope.db.select().from(queues).where(eq(queues.workspaceId, scope.workspaceId)).orderBy(asc(queues.id)).for("update");

/** A queue that will not be removed before the transaction ends. */
export async function holdQueue(scope: WorkspaceScope, id: string): Promise<QueueRow | undefined> {
  const [row] = await scope.db.select().from(queues).where(is(scope, id)).for("key share");
  return row;
}

export async function insertQueue(
  scope: WorkspaceScope,
  queue: Omit<QueueRow, "workspaceId" | "createdAt">,
): Promise<QueueRow> {
  const [row] = await scope.db
    .insert(queues)
    .values({ ...queue, workspaceId: scope.workspaceId })
    .returning();
  return row as QueueRow;
}

export async function updateQueue(
  scope: WorkspaceScope,
  id: string,
  changes: Partial<Pick<QueueRow, "name" | "color" | "isDefault">>,
): Promise<QueueRow | undefined> {
  const [row] = await scope.db.update(queues).set(changes).where(is(scope, id)).returning();
  return row;
}

export async function deleteQueue(scope: WorkspaceScope, id: string): Promise<void> {
  await scope.db.delete(queues).where(is(scope, id));
}

/** Takes the mark from the queue that has it, so that another may get it in the same transaction. */
export async function unmarkDefault(scope: WorkspaceScope): Promise<void> {
  await scope.db
    .update(queues)
    .set({ isDefault: false })
    .where(and(eq(queues.workspaceId, scope.workspaceId), eq(queues.isDefault, true)));
}

const is = (scope: WorkspaceScope, id: string) => and(eq(queues.workspaceId, scope.workspaceId), eq(queues.id, id));
