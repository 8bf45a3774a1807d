import type { Db, DbOrTx, Tx } from "./client.ts";

declare const brand: unique symbol;

/**
 * The right to touch one workspace's rows. Every query takes one as its first parameter and puts `workspaceId` in its
 * condition. It comes from an authenticated membership (see platform/auth) or from the runtime; nothing else makes one.
 */
export interface WorkspaceScope {
  readonly workspaceId: string;
  /** The database, or the transaction one is in. */
  readonly db: DbOrTx;
  readonly [brand]: true;
}

/** Only platform/auth calls this, after it has seen the membership. */
export const scopeOfMember = (db: Db, workspaceId: string) => makeScope(db, workspaceId);

/** For work that no person asked for: the runtime, whose rows say which workspace they belong to; and set-up. */
export const scopeOfRuntime = (db: DbOrTx, workspaceId: string) => makeScope(db, workspaceId);

/** Runs `work` with a scope whose queries are one transaction. */
export function inTransaction<T>(scope: WorkspaceScope, work: (scope: WorkspaceScope) => Promise<T>): Promise<T> {
  return scope.db.transaction((tx: Tx) => work(makeScope(tx, scope.workspaceId)));
}

const makeScope = (db: DbOrTx, workspaceId: string) => ({ workspaceId, db }) as WorkspaceScope;
