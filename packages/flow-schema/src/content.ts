import { z } from "zod";

/** A file kept by the workspace, known by the SHA-256 of its bytes (hex). Flows refer to files by it, never by address. */
export const mediaRef = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  mimeType: z.string().max(120),
  /** Bytes. */
  size: z.number().int().nonnegative(),
  filename: z.string().max(240).optional(),
});
export type MediaRef = z.infer<typeof mediaRef>;

export const mediaKinds = ["image", "video", "audio", "document", "sticker"] as const;
export type MediaKind = (typeof mediaKinds)[number];

/** One thing the customer will see: what a node sends, before a channel renders it by what it can show. */
export type Bubble =
  /** Text with basic formatting, written the WhatsApp way: `*bold*`, `_italic_`, `~struck~`, `` `code` ``. */
  | { type: "text"; text: string }
  | { type: Exclude<MediaKind, "sticker">; media: MediaRef; caption?: string; voice?: boolean }
  /** A question with options: buttons, a list, digits or numbered lines, by the channel's capabilities. */
  | { type: "choices"; text: string; header?: string; footer?: string; button?: string; options: ChoiceOption[] }
  /** A template approved by the provider. */
  | { type: "template"; name: string; language: string; components: TemplateComponent[]; preview?: string };

export interface ChoiceOption {
  /** Unique in its flow: comes back when the customer taps it. Made by `tapId`, so that no other question takes it. */
  id: string;
  title: string;
  description?: string;
}

/** Characters of a quick reply's payload (Meta). */
export const maxPayloadLength = 256;

/** Values for one component of a provider's template, in Meta's order (channels.md 1.5). */
export interface TemplateComponent {
  type: "header" | "body" | "button";
  subType?: "quick_reply" | "url" | "copy_code";
  index?: number;
  parameters: TemplateParameter[];
}
export type TemplateParameter =
  | { type: "text"; text: string; name?: string }
  | { type: "payload"; payload: string }
  | { type: "coupon_code"; code: string }
  | { type: "image" | "video" | "document"; media: MediaRef };

/** What a customer sent, after the channel parsed it. */
export type InboundContent =
  | { type: "text"; text: string }
  /** A tap on an option, or on a template's quick reply (then `id` is its payload). */
  | { type: "choice"; id: string; title: string }
  /** `hash` is there once the file has been fetched. */
  | {
      type: MediaKind;
      providerMediaId: string;
      mimeType: string;
      hash?: string;
      caption?: string;
      filename?: string;
      voice?: boolean;
    }
  | { type: "location"; latitude: number; longitude: number; name?: string; address?: string }
  | { type: "contacts"; contacts: Array<{ name: string; phones: string[] }> }
  | { type: "reaction"; emoji: string | null; target: string }
  | { type: "unsupported"; kind: string };

/** The text a flow reads from what a customer sent: typed text, an option's title, a caption; `""` when there is none. */
export function textOf(content: InboundContent): string {
  if (content.type === "text") return content.text;
  if (content.type === "choice") return content.title;
  return "caption" in content ? (content.caption ?? "") : "";
}
