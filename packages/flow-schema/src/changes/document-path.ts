import type { FlowDocument } from "../document.ts";
import type { Json } from "../json.ts";

type Tree = { [key: string]: Json };

/** The value at a change's path; undefined where there is none. */
export function valueAtPath(document: FlowDocument, path: readonly string[]): Json | undefined {
  let value: Json | undefined = document as unknown as Json;
  for (const key of path) {
    if (!isTree(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/**
 * The document with one value set, or removed when undefined; only the maps on the way are copied. A change inside a node
 * that is gone changes nothing; any other map missing on the way (the first text of a language) is made.
 */
export function withValueAtPath(
  document: FlowDocument,
  path: readonly string[],
  value: Json | undefined,
): FlowDocument {
  if (path[0] === "nodes" && path.length > 2 && !valueAtPath(document, path.slice(0, 2))) return document;
  return setIn(document as unknown as Tree, path, value) as unknown as FlowDocument;
}

function setIn(tree: Tree, path: readonly string[], value: Json | undefined): Tree {
  const [key, ...rest] = path;
  if (key === undefined) return tree;
  if (rest.length === 0) return setKey(tree, key, value);
  const child = Object.hasOwn(tree, key) ? tree[key] : undefined;
  if (!isTree(child)) return value === undefined ? tree : setKey(tree, key, setIn({}, rest, value));
  const next = setIn(child, rest, value);
  return next === child ? tree : setKey(tree, key, next);
}

function setKey(tree: Tree, key: string, value: Json | undefined): Tree {
  if (value !== undefined) return Object.hasOwn(tree, key) && tree[key] === value ? tree : { ...tree, [key]: value };
  if (!Object.hasOwn(tree, key)) return tree;
  const { [key]: _removed, ...rest } = tree;
  return rest;
}

/** Whether this is a JSON object (a map, not a list). */
export const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);
