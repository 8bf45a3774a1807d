import { and, eq, gt } from "drizzle-orm";
import type { WorkspaceScope } from "../../platform/db/scope.ts";
import { mediaFiles, mediaUploads } from "./tables.ts";

export type MediaFileRow = typeof mediaFiles.$inferSelect;

/** Remembers a kept file; the first name it came under stays. */
export async function insertMediaFile(
  scope: WorkspaceScope,
  file: Omit<typeof mediaFiles.$inferInsert, "workspaceId">,
): Promise<void> {
  await scope.db
    .insert(mediaFiles)
    .values({ ...file, workspaceId: scope.workspaceId })
    .onConflictDoNothing();
}

export async function findMediaFile(scope: WorkspaceScope, hash: string): Promise<MediaFileRow | undefined> {
  const [row] = await scope.db
    .select()
    .from(mediaFiles)
    .where(and(eq(mediaFiles.workspaceId, scope.workspaceId), eq(mediaFiles.hash, hash)));
  return row;
}

/** The provider's id of a file that was uploaded before and is still there. */
export async function findUpload(
  scope: WorkspaceScope,
  { connectionId, hash, now }: { connectionId: string; hash: string; now: Date },
): Promise<string | undefined> {
  const [row] = await scope.db
    .select({ id: mediaUploads.providerMediaId })
    .from(mediaUploads)
    .where(
      and(
        eq(mediaUploads.workspaceId, scope.workspaceId),
        eq(mediaUploads.connectionId, connectionId),
        eq(mediaUploads.hash, hash),
        gt(mediaUploads.expiresAt, now),
      ),
    );
  return row?.id;
}

export async function saveUpload(
  scope: WorkspaceScope,
  upload: Omit<typeof mediaUploads.$inferInsert, "workspaceId">,
): Promise<void> {
  const { providerMediaId, expiresAt } = upload;
  await scope.db
    .insert(mediaUploads)
    .values({ ...upload, workspaceId: scope.workspaceId })
    .onConflictDoUpdate({
      target: [mediaUploads.workspaceId, mediaUploads.connectionId, mediaUploads.hash],
      set: { providerMediaId, expiresAt },
    });
}
