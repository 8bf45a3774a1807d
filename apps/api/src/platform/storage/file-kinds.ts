import { open } from "node:fs/promises";
import { fileTypeFromFile } from "file-type";
import { AppError } from "../problem/app-error.ts";

/** What a file is for a channel. */
export type FileKind = "image" | "video" | "audio" | "document" | "sticker";

/** What a file turned out to be, by its content. */
export interface FileNature {
  kind: FileKind;
  contentType: string;
}

const mb = 1_000_000;

/** Bytes, by kind: Meta's limits for the Cloud API ("Supported media types"). */
const largest: Record<FileKind, number> = {
  image: 5 * mb,
  sticker: 0.5 * mb,
  audio: 16 * mb,
  video: 16 * mb,
  document: 100 * mb,
};

/** The largest file of any kind. */
export const largestFile = Math.max(...Object.values(largest));

/**
 * Says what a file is by looking at its content; what a name or a header claims counts only where the content cannot tell
 * (plain text, and which of the old Office programs wrote it).
 * @throws AppError empty_file, unacceptable_file when it is none of the kinds that a channel takes, body_too_large when over its limit
 */
export async function fileNature(
  path: string,
  claim: { fileName?: string | undefined; size: number },
): Promise<FileNature> {
  if (claim.size === 0) throw new AppError("empty_file");
  const nature = await natureOf(path, claim.fileName);
  if (!nature) throw new AppError("unacceptable_file", `These kinds of files are accepted: ${accepted}.`);
  if (claim.size > largest[nature.kind])
    throw new AppError(
      "body_too_large",
      `A file of this kind (${nature.kind}) may have ${largest[nature.kind] / mb} MB at most.`,
    );
  return nature;
}

async function natureOf(path: string, fileName: string | undefined): Promise<FileNature | undefined> {
  const extension = /\.([a-z0-9]+)$/i.exec(fileName ?? "")?.[1]?.toLowerCase() ?? "";
  const found = await fileTypeFromFile(path);
  // Word, Excel and PowerPoint before 2007 share one container.
  if (found?.mime === "application/x-cfb") return oldOffice[extension];
  if (found) return byContent[found.mime.split(";")[0] as string];
  return (await isText(path)) ? { kind: "document", contentType: "text/plain" } : undefined;
}

const is = (kind: FileKind, contentType: string): FileNature => ({ kind, contentType });
const office = "application/vnd.openxmlformats-officedocument.";

const byContent: Record<string, FileNature> = {
  "image/jpeg": is("image", "image/jpeg"),
  "image/png": is("image", "image/png"),
  "image/webp": is("sticker", "image/webp"),
  "audio/aac": is("audio", "audio/aac"),
  "audio/amr": is("audio", "audio/amr"),
  "audio/mpeg": is("audio", "audio/mpeg"),
  "audio/mp4": is("audio", "audio/mp4"),
  "audio/x-m4a": is("audio", "audio/mp4"),
  "audio/ogg": is("audio", "audio/ogg"),
  "video/mp4": is("video", "video/mp4"),
  "video/3gpp": is("video", "video/3gpp"),
  "application/pdf": is("document", "application/pdf"),
  [`${office}wordprocessingml.document`]: is("document", `${office}wordprocessingml.document`),
  [`${office}spreadsheetml.sheet`]: is("document", `${office}spreadsheetml.sheet`),
  [`${office}presentationml.presentation`]: is("document", `${office}presentationml.presentation`),
};

const oldOffice: Record<string, FileNature> = {
  doc: is("document", "application/msword"),
  xls: is("document", "application/vnd.ms-excel"),
  ppt: is("document", "application/vnd.ms-powerpoint"),
};

const accepted = "JPEG, PNG, WebP, MP4, 3GP, MP3, AAC, AMR, M4A, OGG, PDF, Word, Excel, PowerPoint and plain text";

/** Whether the beginning is UTF-8 without control characters, and not markup that a browser might run. */
async function isText(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8192), 0, 8192, 0);
    if (bytesRead === 0) return false;
    // The cut may go through a character: decoding as a stream forgives that, and nothing else.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(buffer.subarray(0, bytesRead), { stream: true });
    return !hasControlCharacters(text) && !/^\s*<(!doctype|html|svg|script|\?xml)/i.test(text);
  } catch {
    return false; // Not UTF-8.
  } finally {
    await file.close();
  }
}

/** Other than those that lay text out: tab, line feed, vertical tab, form feed, carriage return. */
const hasControlCharacters = (text: string) => Array.from(text).some((char) => char < " " && !/\s/.test(char));
