import { type CardRow, defineNode } from "@prosa/flow-schema";
import { z } from "zod";
import { text } from "./text.ts";

const tags = z.array(z.string().min(1).max(60)).max(30).default([]).meta({ field: "tags" });
const config = z.object({ add: tags, remove: tags });

/** Marks the contact with tags, or takes them off. */
export const tagContact = defineNode<z.infer<typeof config>>({
  type: "tag-contact",
  version: 1,
  kinds: ["chatbot", "campaign", "callbot"],
  config,
  initial: () => ({ add: [], remove: [] }),
  ports: () => [{ id: "next", kind: "main" }],
  reads: () => [],
  writes: () => [],
  localizable: () => [],
  idempotent: true,
  check: ({ add, remove }) =>
    add.length + remove.length === 0 ? [{ code: "missing-setting", severity: "error", field: "/add", params: {} }] : [],
  run: ({ config: { add, remove } }) => ({
    effects: add.length + remove.length === 0 ? [] : [{ type: "contact.tag", add, remove }],
    exit: "next",
  }),
  ui: {
    icon: "tag",
    category: "action",
    text,
    card: ({ add, remove }) => [
      ...add.map((tag): CardRow => ({ kind: "line", icon: "plus", text: tag })),
      ...remove.map((tag): CardRow => ({ kind: "line", icon: "minus", text: tag })),
    ],
  },
});
