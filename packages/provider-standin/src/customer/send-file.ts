import type { Core } from "../core.ts";
import { addFile, fileLimits, plainType } from "../files.ts";
import type { HandsetMessage } from "../handset/schema.ts";
import { type Sender, write } from "./act.ts";
import { HandsetError } from "./handset-error.ts";

export interface CustomerFile {
  kind: "image" | "video" | "audio" | "document" | "sticker";
  bytes: Uint8Array<ArrayBuffer>;
  mimeType: string;
  filename: string | null;
  caption: string | null;
  voice: boolean;
}

/** Meta keeps what customers send for 7 days. */
const lifetime = 7 * 24 * 60 * 60 * 1000;

/** The customer sends a photo, a voice note, a document … */
export async function sendFile(core: Core, sender: Sender, file: CustomerFile): Promise<HandsetMessage> {
  const mimeType = plainType(file.mimeType);
  if (file.bytes.length === 0) throw new HandsetError("invalid", "The file is empty.");
  if (file.bytes.length > fileLimits[file.kind].maxBytes)
    throw new HandsetError("too_large", "WhatsApp takes no larger files.");
  if (file.kind !== "document" && !mimeType.startsWith(file.kind === "sticker" ? "image/" : `${file.kind}/`))
    throw new HandsetError("invalid", `A file of type ${mimeType} is not sent as ${file.kind}; send it as a document.`);
  const { phoneNumberId } = sender.account;
  const stored = await addFile(core, { ...file, mimeType, phoneNumberId, lifetime });
  const filename = file.kind === "document" ? (file.filename ?? "file") : null;
  const voice = file.kind === "audio" && file.voice;
  const media = { url: stored.url, link: null, mimeType, filename, size: stored.size, voice };
  const told = {
    id: stored.id,
    mime_type: voice && mimeType === "audio/ogg" ? "audio/ogg; codecs=opus" : mimeType,
    sha256: Buffer.from(stored.sha256, "hex").toString("base64"),
    ...(file.caption && file.kind !== "audio" && file.kind !== "sticker" && { caption: file.caption }),
    ...(filename !== null && { filename }),
    ...(file.kind === "audio" && { voice }),
    ...(file.kind === "sticker" && { animated: false }),
  };
  return write(core, sender, {
    shown: { kind: file.kind, text: file.caption, media },
    told: { type: file.kind, [file.kind]: told },
    replyTo: null,
  });
}
