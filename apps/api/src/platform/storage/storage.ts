import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { AppError } from "../problem/app-error.ts";

/** A file that has been kept. Within a workspace the hash is its name, so the same content is kept once. */
interface StoredFile {
  /** SHA-256 of the content, in hex. */
  sha256: string;
  /** Bytes. */
  size: number;
}

/** What to keep. */
interface FileSource {
  content: AsyncIterable<Uint8Array> | Uint8Array;
  /** Bytes; more is refused with body_too_large. */
  maxBytes: number;
  /** Looks at the finished file before it is kept; what it throws refuses the file. */
  inspect?: (path: string) => Promise<void>;
}

/** Keeps files by workspace and content. */
export interface Storage {
  save(workspaceId: string, source: FileSource): Promise<StoredFile>;
  /** Bytes of a kept file, or undefined when there is none. */
  size(workspaceId: string, sha256: string): Promise<number | undefined>;
  /** The content, or a part of it: both ends included. */
  read(workspaceId: string, sha256: string, range?: { start: number; end: number }): Readable;
  remove(workspaceId: string, sha256: string): Promise<void>;
}

/** Keeps files on the disk, below `folder`. A file appears whole or not at all, also through a power cut. */
export function createDiskStorage(folder: string): Storage {
  const pathOf = (workspaceId: string, sha256: string) => {
    if (!/^[0-9a-f-]{36}$/.test(workspaceId) || !/^[0-9a-f]{64}$/.test(sha256)) throw new AppError("not_found");
    return join(folder, workspaceId, sha256.slice(0, 2), sha256);
  };
  return {
    async save(workspaceId, { content, maxBytes, inspect }) {
      const making = join(folder, "making", randomBytes(12).toString("hex"));
      await mkdir(dirname(making), { recursive: true, mode: 0o700 });
      try {
        const file = await writeCounted(making, content, maxBytes);
        await inspect?.(making);
        const path = pathOf(workspaceId, file.sha256);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await rename(making, path);
        await syncFolder(dirname(path));
        return file;
      } catch (error) {
        await rm(making, { force: true });
        throw error;
      }
    },
    async size(workspaceId, sha256) {
      try {
        return (await stat(pathOf(workspaceId, sha256))).size;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT" || error instanceof AppError) return undefined;
        throw error;
      }
    },
    read: (workspaceId, sha256, range) => createReadStream(pathOf(workspaceId, sha256), range),
    remove: (workspaceId, sha256) => rm(pathOf(workspaceId, sha256), { force: true }),
  };
}

async function writeCounted(path: string, content: FileSource["content"], maxBytes: number): Promise<StoredFile> {
  const hash = createHash("sha256");
  let size = 0;
  const file = await open(path, "wx", 0o600);
  try {
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      size += chunk.length;
      if (size > maxBytes)
        throw new AppError("body_too_large", `The file is larger than ${Math.floor(maxBytes / 1_000_000)} MB.`);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest("hex"), size };
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  await folder.sync();
  await folder.close();
}
