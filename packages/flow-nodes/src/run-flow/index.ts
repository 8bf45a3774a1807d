import { defineNode } from "@prosa/flow-schema";
import { z } from "zod";
import { text } from "./text.ts";

const config = z.object({ flow: z.string().max(64).default("").meta({ field: "flow" }) });

/** Runs another flow, and goes on here when it ends. */
export const runFlow = defineNode<z.infer<typeof config>>({
  type: "run-flow",
  version: 1,
  kinds: ["chatbot", "campaign", "callbot"],
  config,
  initial: () => ({ flow: "" }),
  ports: () => [{ id: "next", kind: "main" }],
  reads: () => [],
  writes: () => [],
  localizable: () => [],
  idempotent: true,
  calls: ({ flow }) => (flow === "" ? [] : [flow]),
  check: ({ flow }) =>
    flow === "" ? [{ code: "missing-setting", severity: "error", field: "/flow", params: {} }] : [],
  run: ({ config: { flow }, cause }) => (cause.type === "returned" ? { exit: "next" } : { call: flow }),
  ui: {
    icon: "workflow",
    category: "logic",
    text,
    card: ({ flow }) => (flow === "" ? [] : [{ kind: "line", icon: "workflow", key: "runs", params: { flow } }]),
  },
});
