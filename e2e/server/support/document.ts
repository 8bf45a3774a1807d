/** A node without its place. */
interface Block {
  type: string;
  config: Record<string, unknown>;
}

/** A flow document (docs/flow-format.md) from its nodes, and links written `"node:exit": "node"`. */
export const document = (
  nodes: Record<string, Block>,
  links: Record<string, string>,
  variables: Record<string, { type: string; scope: string }> = {},
) => ({
  format: 1,
  kind: "chatbot",
  settings: { language: "pt-BR" },
  variables,
  nodes: Object.fromEntries(
    Object.entries(nodes).map(([id, block], i) => [id, { ...block, version: 1, at: { x: i * 300, y: 80 } }]),
  ),
  edges: Object.fromEntries(Object.entries(links).map(([id, to]) => [id, { from: id.split(":"), to }])),
  notes: {},
  translations: {},
});

export const start = (config: Block["config"] = { trigger: "any" }): Block => ({ type: "start", config });
export const says = (text: string): Block => ({
  type: "message",
  config: { bubbles: { a: { type: "text", text, order: 1 } } },
});
export const asks = (text: string, saveIn: string): Block => ({ type: "question", config: { text, saveIn } });
export const ends = (text = ""): Block => ({ type: "end", config: { text } });
export const keyword = (text: string): Block =>
  start({ trigger: "keyword", keywords: { a: { text, match: "contains", order: 1 } } });

/** Says one thing and is over. */
export const oneLine = (begin: Block, text: string) =>
  document({ start: begin, end: ends(text) }, { "start:next": "end" });
