import { type DocumentChange, diffDocuments, type FlowDocument, type Json, own } from "@prosa/flow-schema";

/** One value of a block's config. */
export interface ConfigPlace {
  node: string;
  /** A JSON pointer into the config. */
  pointer: string;
}

/** What a value becomes, from what it is now; `undefined` where there is none, and to remove it. */
export type ValueEdit = (now: Json | undefined) => Json | undefined;

/**
 * The changes that edit one value and leave everything beside it as it is now; none where what held it is gone: its block,
 * or its item of a list.
 */
export function writeAt(document: FlowDocument, { node: id, pointer }: ConfigPlace, edit: ValueEdit): DocumentChange[] {
  const node = own(document.nodes, id);
  const config = node && written(node.config, pointer.split("/").slice(1), edit);
  return config
    ? diffDocuments(document, { ...document, nodes: { ...document.nodes, [id]: { ...node, config } } })
    : [];
}

type Tree = Record<string, Json>;

function written(tree: Tree, [key, ...rest]: string[], edit: ValueEdit): Tree | undefined {
  if (key === undefined) return undefined;
  const { [key]: child, ...others } = tree;
  if (rest.length === 0) {
    const value = edit(child);
    return value === undefined ? others : { ...tree, [key]: value };
  }
  if (typeof child !== "object" || child === null || Array.isArray(child)) return undefined;
  const next = written(child, rest, edit);
  return next && { ...tree, [key]: next };
}
