import { whatsapp } from "@prosa/channels";
import { builtInRegistry } from "@prosa/flow-nodes";
import { emptyDocument, type FlowDocument, validateFlow } from "@prosa/flow-schema";
import { expect, test } from "vitest";
import { type FlowWorld, startChecker } from "./checker.ts";

const world: FlowWorld = { channels: [whatsapp.capabilities], secrets: [], queues: [], flows: {} };

/** A long chat whose every third menu has an option that leads nowhere. */
function longDrawing(blocks: number): FlowDocument {
  const document = emptyDocument("chatbot", "en");
  const options = { a: { title: "One", description: "", order: 1 }, b: { title: "Two", description: "", order: 2 } };
  const chain = ["start", ...Array.from({ length: blocks }, (_, index) => `n${index}`)];
  for (const [place, id] of chain.entries()) {
    if (id !== "start")
      document.nodes[id] = { type: "menu", version: 1, config: { text: "Which?", options }, at: { x: 0, y: 0 } };
    const to = chain[(place + 1) % chain.length] ?? "n0";
    for (const port of ["next", "a", "other", "no-answer"])
      document.edges[`${id}:${port}`] = { from: [id, port], to: to === "start" ? "n0" : to };
    if (place % 3 > 0) document.edges[`${id}:b`] = { from: [id, "b"], to: "n0" };
  }
  return document;
}

test("the worker finds in 800 blocks what the rules of publishing find", async () => {
  const checker = startChecker({ world, modules: [] });
  const document = longDrawing(800);
  try {
    const issues = await checker.check(document);
    expect(issues).toEqual(validateFlow(document, { ...world, registry: builtInRegistry }));
    expect(issues.filter(({ code }) => code === "exit-leads-nowhere").length).toBeGreaterThan(200);
  } finally {
    checker.close();
  }
});

test("a third party's type is known to the worker by its module", async () => {
  const source = `export const greet = { type: "acme.greet", version: 1, kinds: ["chatbot"], channels: ["fax"],
    config: { safeParse: (data) => ({ success: true, data }) }, initial: () => ({}), ports: () => [], reads: () => [],
    writes: () => [], run: () => ({ effects: [] }), ui: {} }`;
  const module = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const checker = startChecker({ world, modules: [module] });
  const document = emptyDocument("chatbot", "en");
  document.nodes.greet = { type: "acme.greet", version: 1, config: {}, at: { x: 0, y: 0 } };
  document.edges["start:next"] = { from: ["start", "next"], to: "greet" };
  try {
    expect(await checker.check(document)).toMatchObject([{ code: "channel-not-supported", node: "greet" }]);
  } finally {
    checker.close();
    URL.revokeObjectURL(module);
  }
});
