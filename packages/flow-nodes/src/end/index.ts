import { type CardRow, defineNode, type EffectRequest, send } from "@prosa/flow-schema";
import { z } from "zod";
import { pointersOf, readsOf } from "../texts.ts";
import { text } from "./text.ts";

const config = z.object({
  /** A last word, when the channel's window is open. */
  text: z.string().max(4096).default("").meta({ field: "template" }),
  /** Whether the conversation is closed; in a flow run by another, closing ends that one too. */
  close: z.boolean().default(true),
});

/** The end of the flow. In a flow run by another, the other goes on. */
export const end = defineNode<z.infer<typeof config>>({
  type: "end",
  version: 1,
  kinds: ["chatbot", "campaign"],
  config,
  initial: () => ({ text: "", close: true }),
  ports: () => [],
  reads: (settings) => readsOf(settings.text),
  writes: () => [],
  localizable: (settings) => pointersOf({ "/text": settings.text }),
  idempotent: true,
  run: (run) => {
    const words = run.text(run.config.text);
    const effects: EffectRequest[] = words.trim() !== "" && run.windowOpen ? send({ type: "text", text: words }) : [];
    if (run.config.close) effects.push({ type: "conversation.close" });
    return { effects, end: "completed" };
  },
  ui: {
    icon: "circle-stop",
    category: "people",
    text,
    card: ({ text: words, close }) => {
      const rows: CardRow[] = words === "" ? [] : [{ kind: "bubble", bubble: "text", text: words }];
      return close ? [...rows, { kind: "line", icon: "check", key: "closes" }] : rows;
    },
  },
});
