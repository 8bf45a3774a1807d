import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { checkCase, type FlowCase } from "@prosa/flow-engine";
import { documentChange, parseDocument, validateFlow } from "@prosa/flow-schema";
import { expect, it } from "vitest";
import { builtInRegistry } from "./index.ts";

const blocks = (file: string) => {
  const text = readFileSync(new URL(`../../../docs/${file}`, import.meta.url), "utf8");
  return [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => JSON.parse(json ?? "") as unknown);
};

it("docs/node-types.md says of every node type what its definition says", () => {
  const script = fileURLToPath(new URL("../scripts/node-tables.ts", import.meta.url));
  expect(() => execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" })).not.toThrow();
});

it("the flow in docs/flow-format.md can be published, and the change is one", () => {
  const [flow, change] = blocks("flow-format.md");
  const { document, issues } = parseDocument(flow);
  expect(issues).toBeUndefined();
  const world = { registry: builtInRegistry, channels: [], secrets: [], queues: [], flows: {} };
  const errors = document && validateFlow(document, world).filter(({ severity }) => severity === "error");
  expect(errors).toEqual([]);
  expect(documentChange.safeParse(change).success).toBe(true);
});

it("the case in docs/node-types.md holds", () => {
  const [given] = blocks("node-types.md");
  expect(checkCase(given as FlowCase, { registry: builtInRegistry, type: "menu" })).toEqual([]);
});
