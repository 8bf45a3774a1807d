import { isUniqueViolation } from "../../platform/db/pg-error.ts";
import { inTransaction, type WorkspaceScope } from "../../platform/db/scope.ts";
import { recordChanges, renamed } from "../../platform/feed/queries.ts";
import { newId } from "../../platform/ids.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { transferLocked, withLanesOf } from "../../runtime/transfer-queries.ts";
import { deleteQueue, insertQueue, lockQueues, type QueueRow, unmarkDefault, updateQueue } from "./queries.ts";
import type { QueueChanges, QueueInput } from "./schema.ts";

export function createQueue(scope: WorkspaceScope, input: QueueInput): Promise<QueueRow> {
  return named(() =>
    inTransaction(scope, async (tx) => {
      if (input.isDefault) await unmarkDefault(tx);
      const id = newId();
      await changed(tx, id);
      return insertQueue(tx, {
        id,
        name: input.name,
        color: input.color,
        isDefault: input.isDefault ?? false,
      });
    }),
  );
}

export function changeQueue(scope: WorkspaceScope, id: string, changes: QueueChanges): Promise<QueueRow> {
  return named(() =>
    inTransaction(scope, async (tx) => {
      const before = await lockExisting(tx, id);
      if (before.isDefault && changes.isDefault === false) throw new AppError("default_queue");
      if (changes.isDefault && !before.isDefault) await unmarkDefault(tx);
      await changed(tx, id);
      await recordChanges(tx, renamed("queues"));
      return Object.keys(changes).length === 0 ? before : ((await updateQueue(tx, id, changes)) ?? before);
    }),
  );
}

/** Removes a queue; its conversations go on in the default one. */
export function removeQueue(scope: WorkspaceScope, id: string, by: { accountId: string; now: Date }): Promise<void> {
  return withLanesOf(scope, { queueId: id }, async (tx, conversations) => {
    if ((await lockExisting(tx, id)).isDefault) throw new AppError("default_queue");
    await deleteQueue(tx, id);
    await transferLocked(tx, conversations, { waiting: false, by: by.accountId, at: by.now });
    await changed(tx, id);
    await recordChanges(tx, renamed("queues"));
  });
}

/** The queue every workspace begins with, in its language. */
export const createDefaultQueue = (scope: WorkspaceScope, locale: string) =>
  insertQueue(scope, {
    id: newId(),
    name: firstName[locale.slice(0, 2)] ?? "Support",
    color: "#0e8a6d",
    isDefault: true,
  });

const firstName: Record<string, string> = { pt: "Atendimento", es: "Atención", en: "Support" };

const changed = (scope: WorkspaceScope, id: string) => recordChanges(scope, [{ topic: "queues", key: id }]);

async function lockExisting(scope: WorkspaceScope, id: string): Promise<QueueRow> {
  const found = (await lockQueues(scope)).find((queue) => queue.id === id);
  if (!found) throw new AppError("not_found", "There is no such queue.");
  return found;
}

async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, "queues_name_key"))
      throw new AppError("name_taken", "There is a queue of this name already.");
    throw error;
  }
}
