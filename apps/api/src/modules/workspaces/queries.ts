import { asc, eq, like, or } from "drizzle-orm";
import { memberships, workspaces } from "../../platform/auth/tables.ts";
import type { DbOrTx } from "../../platform/db/client.ts";
import { folded } from "../../platform/db/folded.ts";
import type { WorkspaceScope } from "../../platform/db/scope.ts";

export type WorkspaceRow = typeof workspaces.$inferSelect;

export async function insertWorkspace(db: DbOrTx, workspace: typeof workspaces.$inferInsert): Promise<WorkspaceRow> {
  const [row] = await db.insert(workspaces).values(workspace).returning();
  return row as WorkspaceRow;
}

/** Slugs in use that are `slug` or begin with `slug-`. */
export async function slugsLike(db: DbOrTx, slug: string): Promise<string[]> {
  const rows = await db
    .select({ slug: workspaces.slug })
    .from(workspaces)
    .where(or(eq(workspaces.slug, slug), like(workspaces.slug, `${slug}-%`)));
  return rows.map((row) => row.slug);
}

/** The workspaces an account works in, with its role in each. */
export const workspacesOf = (db: DbOrTx, accountId: string) =>
  db
    .select({
      id: workspaces.id,
      slug: workspaces.slug,
      name: workspaces.name,
      locale: workspaces.locale,
      timeZone: workspaces.timeZone,
      createdAt: workspaces.createdAt,
      role: memberships.role,
    })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(eq(memberships.accountId, accountId))
    .orderBy(folded(workspaces.name), asc(workspaces.id));

export async function updateWorkspace(
  scope: WorkspaceScope,
  changes: Partial<Pick<WorkspaceRow, "name" | "locale" | "timeZone">>,
): Promise<WorkspaceRow> {
  const [row] = await scope.db.update(workspaces).set(changes).where(eq(workspaces.id, scope.workspaceId)).returning();
  return row as WorkspaceRow;
}

export async function findWorkspace(scope: WorkspaceScope): Promise<WorkspaceRow> {
  const [row] = await scope.db.select().from(workspaces).where(eq(workspaces.id, scope.workspaceId));
  return row as WorkspaceRow;
}
