import { defineNode } from "@prosa/flow-schema";
import { z } from "zod";
import { text } from "./text.ts";

const config = z.object({ target: z.string().max(64).default("").meta({ field: "node" }) });

/** Goes on at another node, without a line across the canvas. */
export const jump = defineNode<z.infer<typeof config>>({
  type: "jump",
  version: 1,
  kinds: ["chatbot", "campaign", "callbot"],
  config,
  initial: () => ({ target: "" }),
  ports: () => [],
  reads: () => [],
  writes: () => [],
  localizable: () => [],
  idempotent: true,
  targets: ({ target }) => (target === "" ? [] : [target]),
  check: ({ target }) =>
    target === "" ? [{ code: "missing-setting", severity: "error", field: "/target", params: {} }] : [],
  run: ({ config: { target } }) => ({ jump: target }),
  ui: {
    icon: "corner-up-right",
    category: "logic",
    text,
    card: ({ target }) =>
      target === "" ? [] : [{ kind: "line", icon: "corner-up-right", key: "to", params: { node: target } }],
  },
});
