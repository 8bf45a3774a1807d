import fc from "fast-check";
import type { DocumentChange } from "../change.ts";
import type { FlowDocument } from "../document.ts";
import type { Json } from "../json.ts";

/** Few ids, so that changes meet each other often. */
const id = fc.constantFrom("a", "b", "c", "d");
const item = fc.record({ text: fc.constantFrom("um", "dois", "três"), order: fc.integer({ min: 0, max: 3 }) });
const config = fc.record(
  {
    text: fc.constantFrom("oi", "olá"),
    options: fc.dictionary(id, item, { maxKeys: 3 }),
    list: fc.array(fc.boolean(), { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const node = fc.record(
  {
    type: fc.constantFrom("message", "menu"),
    version: fc.constant(1),
    config,
    at: fc.record({ x: fc.integer({ min: 0, max: 2 }), y: fc.constant(0) }),
    label: fc.constantFrom("A", "B"),
  },
  { requiredKeys: ["type", "version", "config", "at"] },
);
const port = fc.constantFrom("next", "else");

/** Documents whose edges leave and reach nodes that are there. */
export const arbitraryDocument: fc.Arbitrary<FlowDocument> = fc
  .record({
    language: fc.constantFrom("pt-BR" as const, "es" as const),
    nodes: fc.dictionary(id, node, { maxKeys: 4 }),
    edges: fc.array(fc.tuple(id, port, id), { maxLength: 5 }),
    variables: fc.dictionary(
      fc.constantFrom("nome", "dia"),
      fc.constant({ type: "text" as const, scope: "session" as const }),
    ),
    es: fc.dictionary(fc.constantFrom("a/text", "b/text"), fc.constantFrom("hola", "chau")),
  })
  .map(
    ({ language, nodes, edges, variables, es }): FlowDocument => ({
      format: 1,
      kind: "chatbot",
      settings: { language },
      variables: { ...variables },
      nodes: { ...nodes } as FlowDocument["nodes"],
      edges: Object.fromEntries(
        edges
          .filter(([from, , to]) => Object.hasOwn(nodes, from) && Object.hasOwn(nodes, to))
          .map(([from, exit, to]) => [`${from}:${exit}`, { from: [from, exit], to }]),
      ),
      notes: {},
      translations: Object.keys(es).length > 0 ? { es: { ...es } } : {},
    }),
  );

/** Changes as the editor makes them, not all of them fitting a document. */
export const arbitraryChanges: fc.Arbitrary<DocumentChange[]> = fc.array(
  fc.oneof(
    node.chain((value) => id.map((key): DocumentChange => ({ path: ["nodes", key], value: value as Json }))),
    id.map((key): DocumentChange => ({ path: ["nodes", key] })),
    fc
      .tuple(id, fc.constantFrom("oi", "tchau"))
      .map(([key, value]): DocumentChange => ({ path: ["nodes", key, "config", "text"], value })),
    fc
      .tuple(id, id, item)
      .map(([key, one, value]): DocumentChange => ({ path: ["nodes", key, "config", "options", one], value })),
    fc.tuple(id, port, id).map(
      ([from, exit, to]): DocumentChange => ({
        path: ["edges", `${from}:${exit}`],
        value: { from: [from, exit], to },
      }),
    ),
    fc.tuple(id, port).map(([from, exit]): DocumentChange => ({ path: ["edges", `${from}:${exit}`] })),
    fc.constantFrom("hola", "chau").map((value): DocumentChange => ({ path: ["translations", "es", "a/text"], value })),
  ),
  { maxLength: 6 },
);
