import type { WorkspaceScope } from "../../platform/db/scope.ts";
import type { Deps } from "../../platform/deps.ts";
import { type FileNature, fileNature, largestFile } from "../../platform/storage/file-kinds.ts";
import { insertMediaFile } from "./queries.ts";

/** A file as flows and messages refer to it. */
export interface KeptFile {
  hash: string;
  mimeType: string;
  size: number;
  filename?: string;
}

/**
 * Keeps a file of a workspace. What it is, its content says, not its name.
 * @throws AppError empty_file, unacceptable_file, body_too_large
 */
export async function keepFile(
  deps: Deps,
  scope: WorkspaceScope,
  { bytes, filename }: { bytes: Uint8Array; filename?: string | undefined },
): Promise<KeptFile> {
  let nature: FileNature | undefined;
  const { sha256, size } = await deps.storage.save(scope.workspaceId, {
    content: bytes,
    maxBytes: largestFile,
    inspect: async (path) => {
      nature = await fileNature(path, { fileName: filename, size: bytes.length });
    },
  });
  const file = { hash: sha256, mimeType: (nature as unknown as FileNature).contentType, size };
  await insertMediaFile(scope, { ...file, filename: filename ?? null });
  return { ...file, ...(filename && { filename }) };
}
