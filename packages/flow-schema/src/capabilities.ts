import type { MediaKind } from "./content.ts";

/** What a channel can show and carry. Lengths in characters (UTF-16 code units, the conservative count), sizes in bytes. */
export interface ChannelCapabilities {
  type: string;
  textLength: number;
  /** Reply buttons under a text; null: none. */
  buttons: { max: number; titleLength: number; bodyLength: number } | null;
  /** A list that opens; null: none. */
  list: {
    rows: number;
    titleLength: number;
    descriptionLength: number;
    buttonLength: number;
    bodyLength: number;
  } | null;
  media: Partial<Record<MediaKind, { maxBytes: number; mimeTypes: readonly string[]; captionLength: number }>>;
  /** How long after the customer's last message free messages are allowed, in ms; null: always. */
  windowMs: number | null;
  templates: boolean;
  voice: boolean;
  /** `push`: messages go out when delivered; `response`: a request waits for its turn's answer. */
  reply: "push" | "response";
}
