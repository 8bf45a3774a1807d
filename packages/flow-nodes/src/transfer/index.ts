import { type CardRow, defineNode, type EffectRequest, send } from "@prosa/flow-schema";
import { z } from "zod";
import { pointersOf, readsOf } from "../texts.ts";
import { text } from "./text.ts";

const config = z.object({
  /** Null: the workspace's default queue. */
  queue: z.string().max(64).nullable().default(null).meta({ field: "queue" }),
  /** Said to the customer, when the channel's window is open. */
  text: z.string().max(4096).default("").meta({ field: "template" }),
  /** Kept in the conversation for the team alone. */
  note: z.string().max(2000).default("").meta({ field: "template" }),
});

/** Hands the conversation to people. The flow ends here. */
export const transfer = defineNode<z.infer<typeof config>>({
  type: "transfer",
  version: 1,
  kinds: ["chatbot", "campaign"],
  config,
  initial: ({ locale }) => ({ queue: null, text: text[locale].lines?.first ?? "", note: "" }),
  ports: () => [],
  reads: (settings) => readsOf(settings.text, settings.note),
  writes: () => [],
  localizable: (settings) => pointersOf({ "/text": settings.text }),
  idempotent: true,
  handsOver: true,
  run: (run) => {
    const words = run.text(run.config.text);
    const note = run.text(run.config.note).trim();
    const handOver: EffectRequest = { type: "conversation.transfer", queueId: run.config.queue };
    return {
      effects: [
        ...(words.trim() !== "" && run.windowOpen ? send({ type: "text", text: words }) : []),
        note === "" ? handOver : { ...handOver, note },
      ],
      end: "transferred",
    };
  },
  ui: {
    icon: "headset",
    category: "people",
    text,
    card: ({ queue, text: words }) => {
      const rows: CardRow[] = words === "" ? [] : [{ kind: "bubble", bubble: "text", text: words }];
      const to: CardRow = { kind: "line", icon: "square", key: queue === null ? "default" : "queue" };
      return [...rows, queue === null ? to : { ...to, params: { queue } }];
    },
  },
});
