import { type NodeDefinition, nodeTypesOf } from "@prosa/flow-schema";

/** The node types that a bundled module exports. Throws what the module throws. */
export async function definitionsIn(code: string): Promise<NodeDefinition[]> {
  return nodeTypesOf(await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`));
}
