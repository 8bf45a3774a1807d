import {
  type Bubble,
  type CardRow,
  defineNode,
  inOrder,
  keyed,
  mediaRef,
  type NodeRun,
  send,
} from "@prosa/flow-schema";
import { z } from "zod";
import { channelLimits } from "../channel-limits.ts";
import { pointersOf, readsOf } from "../texts.ts";
import { text } from "./text.ts";

const kinds = ["text", "image", "video", "audio", "document"] as const;

const bubble = z.object({
  type: z.enum(kinds).default("text"),
  /** The text, or the caption of an image, a video or a document. */
  text: z
    .string()
    .max(8000)
    .default("")
    .meta({ field: "template", when: { name: "type", is: ["text", "image", "video", "document"] } }),
  media: mediaRef
    .nullable()
    .default(null)
    .meta({ field: "media", when: { name: "type", is: ["image", "video", "audio", "document"] } }),
  /** Sent as a voice note. */
  voice: z
    .boolean()
    .default(false)
    .meta({ when: { name: "type", is: ["audio"] } }),
});
type MessageBubble = z.infer<typeof bubble>;

const config = z.object({ bubbles: keyed(bubble, 10) });
type Config = z.infer<typeof config>;

/** Says something: texts, pictures, sounds and files, one after the other. */
export const message = defineNode<Config>({
  type: "message",
  version: 1,
  kinds: ["chatbot", "campaign"],
  config,
  initial: ({ newId, locale }) => ({
    bubbles: {
      [newId()]: { type: "text", text: text[locale].lines?.first ?? "", media: null, voice: false, order: 1 },
    },
  }),
  ports: () => [
    { id: "next", kind: "main" },
    { id: "window-shut", kind: "system" },
  ],
  reads: ({ bubbles }) => readsOf(...Object.values(bubbles).map((item) => item.text)),
  writes: () => [],
  localizable: ({ bubbles }) =>
    pointersOf(Object.fromEntries(inOrder(bubbles).map((item) => [`/bubbles/${item.id}/text`, item.text]))),
  idempotent: true,
  speaks: () => true,
  check: ({ bubbles }, { channels }) => {
    const items = inOrder(bubbles);
    if (items.length === 0) return [{ code: "missing-setting", severity: "error", field: "/bubbles", params: {} }];
    return items.flatMap((item) => {
      const field = `/bubbles/${item.id}`;
      if (item.type === "text" && item.text.trim() === "") {
        return [{ code: "missing-setting", severity: "error", field: `${field}/text`, params: {} }];
      }
      if (item.type !== "text" && !item.media) {
        return [{ code: "missing-setting", severity: "error", field: `${field}/media`, params: {} }];
      }
      return channelLimits(channels, field, item);
    });
  },
  run: (run) => {
    if (!run.windowOpen) return { exit: "window-shut" };
    return { effects: send(...inOrder(run.config.bubbles).flatMap((item) => bubbleOf(run, item))), exit: "next" };
  },
  ui: {
    icon: "message-square-text",
    category: "message",
    text,
    card: ({ bubbles }) => inOrder(bubbles).map(cardRow),
  },
});

/** A text whose variables are all empty says nothing, so it is not sent. */
function bubbleOf(run: NodeRun<Config>, { type, text: template, media, voice }: MessageBubble): Bubble[] {
  const words = type === "audio" ? "" : run.text(template);
  if (type === "text") return words.trim() === "" ? [] : [{ type, text: words }];
  if (!media) return [];
  const caption = words.trim() === "" ? {} : { caption: words };
  return [{ type, media, ...caption, ...(type === "audio" && voice ? { voice } : {}) }];
}

function cardRow({ type, text: words, media }: MessageBubble): CardRow {
  const row: CardRow = { kind: "bubble", bubble: type };
  if (words !== "" && type !== "audio") row.text = words;
  if (media && type !== "text") row.media = { hash: media.hash };
  return row;
}
