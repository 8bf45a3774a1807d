import type { Bubble, MediaKind } from "@prosa/flow-schema";
import { capabilities } from "../capabilities.ts";
import type { Parts } from "./part.ts";
import { splitText } from "./split-text.ts";
import { textPart } from "./text.ts";

type MediaBubble = Extract<Bubble, { media: unknown }>;

/**
 * A file by its uploaded id. A caption that does not fit (audio takes none) follows as a text. What WhatsApp does not show as
 * this kind goes as a document where it may.
 */
export function renderMedia(bubble: MediaBubble, mediaIds: Record<string, string>): Parts {
  const { media } = bubble;
  const id = Object.hasOwn(mediaIds, media.hash) ? mediaIds[media.hash] : undefined;
  if (id === undefined) return { code: "media-missing", detail: `The file ${media.hash} is not uploaded` };
  const type = takes(bubble.type, bubble) ? bubble.type : "document";
  if (!takes(type, bubble))
    return {
      code: "media-refused",
      detail: `WhatsApp takes no ${bubble.type} of type ${media.mimeType} and ${media.size} bytes`,
    };
  const caption = bubble.caption?.trim() ?? "";
  const fits = caption.length <= (capabilities.media[type]?.captionLength ?? 0);
  const file = {
    id,
    ...(fits && caption !== "" && { caption }),
    // Meta's page on audio messages: a voice message is Ogg with Opus; anything else is shown as a file.
    ...(type === "audio" && bubble.voice === true && plainType(media.mimeType) === "audio/ogg" && { voice: true }),
    ...(type === "document" && { filename: media.filename ?? "file" }),
  };
  return [{ type, [type]: file }, ...(fits ? [] : splitText(caption, capabilities.textLength).map(textPart))];
}

function takes(kind: MediaKind, { media }: MediaBubble): boolean {
  const limits = capabilities.media[kind];
  return limits?.mimeTypes.includes(plainType(media.mimeType)) === true && media.size <= limits.maxBytes;
}

const plainType = (mimeType: string): string => mimeType.split(";")[0]?.trim().toLowerCase() ?? "";
