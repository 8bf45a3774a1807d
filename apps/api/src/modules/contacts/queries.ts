import type { Value } from "@prosa/flow-schema";
import { and, desc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { anyHolds } from "../../platform/db/folded.ts";
import type { WorkspaceScope } from "../../platform/db/scope.ts";
import { contacts, identities } from "./tables.ts";

export type ContactRow = typeof contacts.$inferSelect;

/** Contacts, newest first. */
export function listContacts(
  scope: WorkspaceScope,
  { search, after, limit }: { search?: string | undefined; after?: string | undefined; limit: number },
): Promise<ContactRow[]> {
  return scope.db
    .select()
    .from(contacts)
    .where(
      and(
        eq(contacts.workspaceId, scope.workspaceId),
        isNull(contacts.mergedInto),
        search ? anyHolds([contacts.name, contacts.phone, contacts.email], search) : undefined,
        after ? lt(contacts.id, after) : undefined,
      ),
    )
    .orderBy(desc(contacts.id))
    .limit(limit);
}

/** A contact; one that became another leads there. */
export async function findContact(scope: WorkspaceScope, id: string): Promise<ContactRow | undefined> {
  const [row] = await scope.db.select().from(contacts).where(is(scope, id));
  return row?.mergedInto ? findContact(scope, row.mergedInto) : row;
}

export const identitiesOf = (scope: WorkspaceScope, contactIds: string[]) =>
  contactIds.length === 0
    ? Promise.resolve([])
    : scope.db
        .select()
        .from(identities)
        .where(and(eq(identities.workspaceId, scope.workspaceId), inArray(identities.contactId, contactIds)));

/** Changes a contact between two of its turns: its lane is locked. */
export async function updateContact(
  scope: WorkspaceScope,
  id: string,
  {
    fields,
    addTags = [],
    removeTags = [],
    ...changes
  }: Partial<Pick<ContactRow, "name" | "email" | "language" | "tags">> & {
    fields?: Record<string, Value> | undefined;
    addTags?: string[] | undefined;
    removeTags?: string[] | undefined;
  },
): Promise<void> {
  const lane = JSON.stringify([{ ws: scope.workspaceId, ct: id }]);
  await scope.db.execute(sql`select runtime_lock_lanes(${lane}::text::jsonb)`);
  await scope.db
    .update(contacts)
    .set({
      ...changes,
      ...((addTags.length > 0 || removeTags.length > 0) && {
        tags: sql`array(
          select tag from (select unnest(${contacts.tags}) union select ${each(addTags)}) as all_tags (tag)
          where tag not in (select ${each(removeTags)}) order by tag collate "C")`,
      }),
      ...(fields && { fields: sql`${contacts.fields} || ${JSON.stringify(fields)}::text::jsonb` }),
      updatedAt: sql`now()`,
    })
    .where(is(scope, id));
}

const is = (scope: WorkspaceScope, id: string) => and(eq(contacts.workspaceId, scope.workspaceId), eq(contacts.id, id));

/** The texts as rows. */
const each = (texts: string[]) => sql`jsonb_array_elements_text(${JSON.stringify(texts)}::text::jsonb)`;
