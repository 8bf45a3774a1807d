import { type FileKind, fileLimits, handsetUrl } from "../files.ts";
import type { HandsetMessage } from "../handset/schema.ts";
import { invalid, type Json, onlyKeys, optionalTextAt, textAt } from "./fields.ts";
import { GraphError } from "./graph-error.ts";
import type { ReadContext } from "./read-message.ts";

interface MediaOrder {
  kind: FileKind;
  object: Json;
  context: ReadContext;
}

/** A message that is a file: by uploaded id, or by link (which the stand-in shows and does not fetch). */
export function readMedia({ kind, object, context }: MediaOrder): Partial<HandsetMessage> {
  const captioned = kind !== "audio" && kind !== "sticker";
  onlyKeys(
    object,
    [
      "id",
      "link",
      ...(captioned ? ["caption"] : []),
      ...(kind === "document" ? ["filename"] : []),
      ...(kind === "audio" ? ["voice"] : []),
    ],
    kind,
  );
  const media = mediaOf({ kind, object, context });
  const filename = optionalTextAt(object, "filename", { path: `${kind}.filename`, max: 240 });
  return {
    kind,
    text: optionalTextAt(object, "caption", { path: `${kind}.caption`, max: 1024 }),
    media: {
      ...media,
      filename: kind === "document" ? (filename ?? media.filename) : null,
      voice: object.voice === true,
    },
  };
}

/** The file that `id` or `link` names; exactly one of them. */
export function mediaOf({ kind, object, context }: MediaOrder): NonNullable<HandsetMessage["media"]> {
  const id = optionalTextAt(object, "id", { path: `${kind}.id`, max: 100 });
  const link = optionalTextAt(object, "link", { path: `${kind}.link`, max: 2048 });
  if ((id === null) === (link === null)) throw invalid(kind, "must have either an id or a link");
  if (link !== null) {
    if (!/^https?:\/\/\S+$/.test(link)) throw invalid(`${kind}.link`, "must be an http or https address");
    return { url: null, link, mimeType: "", filename: null, size: null, voice: false };
  }
  const { core, phoneNumberId } = context;
  const file = core.state.file(textAt(object, "id", { path: `${kind}.id`, max: 100 }));
  if (file?.phoneNumberId !== phoneNumberId || file.expiresAt <= core.clock())
    throw invalid(`${kind}.id`, "names no media of this phone number");
  const { types, maxBytes } = fileLimits[kind];
  if (!(types as readonly string[]).includes(file.mimeType) || file.size > maxBytes)
    throw new GraphError(131053, `Media of type ${file.mimeType} and ${file.size} bytes is not supported as ${kind}.`);
  return {
    url: handsetUrl(file),
    link: null,
    mimeType: file.mimeType,
    filename: file.filename,
    size: file.size,
    voice: false,
  };
}
