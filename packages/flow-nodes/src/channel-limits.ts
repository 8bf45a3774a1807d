import {
  type ChannelCapabilities,
  type CheckContext,
  type Issue,
  type MediaRef,
  parseTemplate,
} from "@prosa/flow-schema";

type NodeIssue = Omit<Issue, "node">;

/** Characters of a template that are there whatever its variables hold. */
function fixedLength(template: string): number {
  return parseTemplate(template).parts.reduce((sum, part) => sum + (typeof part === "string" ? part.length : 0), 0);
}

/** An issue for a text that is too long for a channel however short its variables are. */
export function overLength(
  channel: ChannelCapabilities,
  { field, text, most }: { field: string; text: string; most: number },
): NodeIssue[] {
  const length = fixedLength(text);
  if (length <= most) return [];
  return [{ code: "over-channel-limit", severity: "error", field, params: { channel: channel.type, length, most } }];
}

/** What channels cannot carry of one bubble: length of text, kind, size and format of a file. */
export function channelLimits(
  channels: CheckContext["channels"],
  field: string,
  bubble: { type: "text" | "image" | "video" | "audio" | "document"; text: string; media: MediaRef | null },
): NodeIssue[] {
  return channels.flatMap((channel): NodeIssue[] => {
    const { type, text, media } = bubble;
    if (type === "text") {
      // Channels part a long text at its paragraphs: it arrives, though in several messages.
      const long = overLength(channel, { field: `${field}/text`, text, most: channel.textLength });
      return long.map((issue) => ({ ...issue, severity: "warning" }));
    }
    const limits = channel.media[type];
    const params = { channel: channel.type, kind: type };
    if (!limits) return [{ code: "channel-not-supported", severity: "error", field, params }];
    if (media && media.size > limits.maxBytes) {
      const sizes = { ...params, size: media.size, most: limits.maxBytes };
      return [{ code: "over-channel-limit", severity: "error", field: `${field}/media`, params: sizes }];
    }
    if (media && !limits.mimeTypes.includes(media.mimeType.split(";")[0] ?? "")) {
      const formats = { ...params, format: media.mimeType };
      return [{ code: "channel-not-supported", severity: "error", field: `${field}/media`, params: formats }];
    }
    return type === "audio" ? [] : overLength(channel, { field: `${field}/text`, text, most: limits.captionLength });
  });
}
