import { z } from "zod";
import { defineNode, type NodeDefinition } from "../define-node.ts";
import { keyed } from "../keyed.ts";
import { createRegistry } from "../registry.ts";
import { templateReads } from "../template/parse-template.ts";

const words = { title: "t", description: "d", fields: {} };
const bare = {
  version: 1,
  kinds: ["chatbot", "campaign"] as const,
  reads: () => [],
  writes: () => [],
  localizable: () => [],
  idempotent: true,
  run: () => ({ end: "completed" }) as const,
  ui: { icon: "x", category: "logic", text: { "pt-BR": words, es: words, en: words }, card: () => [] } as const,
};
const none = z.object({});

const start = defineNode({
  ...bare,
  type: "start",
  config: none,
  initial: () => ({}),
  ports: () => [{ id: "next", kind: "main" }],
});
const end = defineNode({ ...bare, type: "end", config: none, initial: () => ({}), ports: () => [] });
const people = defineNode({
  ...bare,
  type: "people",
  config: z.object({ queue: z.string().nullable().default(null).meta({ field: "queue" }) }),
  initial: () => ({ queue: null }),
  ports: () => [],
  handsOver: true,
});

const sayConfig = z.object({ text: z.string().max(50).meta({ field: "template" }) });
const say = defineNode<z.infer<typeof sayConfig>>({
  ...bare,
  type: "say",
  config: sayConfig,
  initial: () => ({ text: "" }),
  localizable: () => ["/text"],
  ports: () => [
    { id: "next", kind: "main" },
    { id: "window-shut", kind: "system" },
  ],
  reads: ({ text }) => templateReads(text),
  speaks: () => true,
  check: ({ text }, { channels }) =>
    channels.flatMap(({ type, textLength }) =>
      text.length > textLength
        ? [
            {
              code: "over-channel-limit" as const,
              severity: "error" as const,
              field: "/text",
              params: { channel: type },
            },
          ]
        : [],
    ),
});

const askConfig = z.object({
  options: keyed(z.object({ title: z.string().meta({ field: "template-line" }) })),
  saveIn: z.string().default("").meta({ field: "variable-target" }),
  wait: z.number().default(0),
});
const ask = defineNode<z.infer<typeof askConfig>>({
  ...bare,
  type: "ask",
  config: askConfig,
  initial: () => ({ options: {}, saveIn: "", wait: 0 }),
  ports: ({ options, wait }) => [
    ...Object.keys(options).map((id) => ({ id, kind: "option" as const, after: "reply" as const })),
    ...(wait > 0 ? [{ id: "timeout", kind: "system" as const, after: wait }] : []),
  ],
  writes: ({ saveIn }) => (saveIn === "" ? [] : [saveIn]),
});

const pauseConfig = z.object({ ms: z.number() });
const pause = defineNode<z.infer<typeof pauseConfig>>({
  ...bare,
  type: "pause",
  config: pauseConfig,
  initial: () => ({ ms: 0 }),
  ports: ({ ms }) => [{ id: "next", kind: "main", after: ms }],
});

const goConfig = z.object({ to: z.string().meta({ field: "node" }) });
const go = defineNode<z.infer<typeof goConfig>>({
  ...bare,
  type: "go",
  config: goConfig,
  initial: () => ({ to: "" }),
  ports: () => [],
  targets: ({ to }) => [to],
});

const callConfig = z.object({ flow: z.string().meta({ field: "flow" }) });
const call = defineNode<z.infer<typeof callConfig>>({
  ...bare,
  type: "call",
  config: callConfig,
  initial: () => ({ flow: "" }),
  ports: () => [{ id: "next", kind: "main" }],
  calls: ({ flow }) => [flow],
});

const fetchConfig = z.object({ url: z.string().meta({ field: "secret-template" }) });
const fetching = defineNode<z.infer<typeof fetchConfig>>({
  ...bare,
  type: "fetch",
  channels: ["whatsapp"],
  kinds: ["chatbot"],
  config: fetchConfig,
  initial: () => ({ url: "" }),
  ports: () => [
    { id: "ok", kind: "main" },
    { id: "error", kind: "system" },
  ],
  reads: ({ url }) => templateReads(url),
});

const oops = () => {
  throw new Error("a third party's mistake");
};
const broken: NodeDefinition = defineNode({
  ...bare,
  type: "broken",
  config: none,
  initial: () => ({}),
  ports: oops,
  reads: oops,
  check: oops,
  targets: oops,
});

/** A handful of node types, each with one trait the rules look at. */
export const testRegistry = createRegistry([start, end, people, say, ask, pause, go, call, fetching, broken]);
