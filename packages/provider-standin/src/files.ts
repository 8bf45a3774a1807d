import { createHash } from "node:crypto";
import type { Core } from "./core.ts";
import type { StoredFile } from "./state/store.ts";

const megabyte = 1024 * 1024;

/** Meta's page on media (17 Apr 2026): what each kind may be, and how large. */
export const fileLimits = {
  image: { maxBytes: 5 * megabyte, types: ["image/jpeg", "image/png"] },
  audio: { maxBytes: 16 * megabyte, types: ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"] },
  video: { maxBytes: 16 * megabyte, types: ["video/mp4", "video/3gpp"] },
  document: {
    maxBytes: 100 * megabyte,
    types: [
      "text/plain",
      "application/pdf",
      "application/msword",
      "application/vnd.ms-excel",
      "application/vnd.ms-powerpoint",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ],
  },
  sticker: { maxBytes: 500 * 1024, types: ["image/webp"] },
} as const;
/** Bytes of the largest file of any kind. */
export const largestFile = Math.max(...Object.values(fileLimits).map(({ maxBytes }) => maxBytes));
export type FileKind = keyof typeof fileLimits;

/** `audio/ogg; codecs=opus` is `audio/ogg`. */
export const plainType = (mimeType: string): string => (mimeType.split(";")[0] ?? "").trim().toLowerCase();

/** Keeps a file of a number; the oldest go where room is short. */
export async function addFile(
  core: Core,
  file: { bytes: Uint8Array; mimeType: string; filename: string | null; phoneNumberId: string; lifetime: number },
): Promise<StoredFile & { url: string }> {
  const at = core.clock();
  const stored: StoredFile = {
    id: core.ids.number(),
    phoneNumberId: file.phoneNumberId,
    mimeType: file.mimeType,
    filename: file.filename?.slice(0, 240) ?? null,
    size: file.bytes.length,
    sha256: createHash("sha256").update(file.bytes).digest("hex"),
    at,
    expiresAt: at + file.lifetime,
  };
  await core.store.putFile(stored.id, file.bytes);
  for (const gone of core.state.putFile(stored)) await core.store.deleteFile(gone);
  core.changed(file.phoneNumberId);
  return { ...stored, url: handsetUrl(stored) };
}

/** Where a handset shows a file from, relative to the mount of its routes. */
export const handsetUrl = (file: StoredFile): string => `numbers/${file.phoneNumberId}/files/${file.id}`;
