import { defineNode, inOrder, keyed, keywordMatches } from "@prosa/flow-schema";
import { z } from "zod";
import { text } from "./text.ts";

const config = z.object({
  /** See `matchStart` in flow-schema, which reads it to choose the flow a message begins. */
  trigger: z.enum(["any", "keyword", "new-contact"]).default("any"),
  keywords: keyed(z.object({ text: z.string().max(80), match: z.enum(keywordMatches).default("contains") }), 50)
    .default({})
    .meta({ when: { name: "trigger", is: ["keyword"] } }),
});

/** Where a flow begins, and what begins it. Every flow has one. */
export const start = defineNode<z.infer<typeof config>>({
  type: "start",
  version: 1,
  kinds: ["chatbot", "campaign", "callbot"],
  config,
  initial: () => ({ trigger: "any", keywords: {} }),
  ports: () => [{ id: "next", kind: "main" }],
  reads: () => [],
  writes: () => [],
  localizable: () => [],
  idempotent: true,
  check: ({ trigger, keywords }) => {
    if (trigger !== "keyword") return [];
    const words = inOrder(keywords);
    if (words.length === 0) return [{ code: "missing-setting", severity: "error", field: "/keywords", params: {} }];
    return words
      .filter((word) => word.text.trim() === "")
      .map(({ id }) => ({ code: "missing-setting", severity: "error", field: `/keywords/${id}/text`, params: {} }));
  },
  run: () => ({ exit: "next" }),
  ui: {
    icon: "flag",
    category: "logic",
    palette: false,
    text,
    card: ({ trigger, keywords }) =>
      trigger === "keyword"
        ? inOrder(keywords).map((word) => ({ kind: "line", icon: "key-round", text: word.text }))
        : [{ kind: "line", icon: trigger === "any" ? "message-circle" : "user-plus", key: trigger }],
  },
});
