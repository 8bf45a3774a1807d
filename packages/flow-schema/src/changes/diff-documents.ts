import type { DocumentChange } from "../change.ts";
import type { FlowDocument, FlowNode } from "../document.ts";
import type { Json } from "../json.ts";
import { own } from "../own.ts";
import { sameJson } from "../same-json.ts";
import { isTree } from "./document-path.ts";

type Tree = Record<string, unknown>;

/**
 * The changes that turn `before` into `after`, each at the smallest key two people may edit apart. Applying them to
 * `before` gives `after` again; no change between equal documents.
 */
export function diffDocuments(before: FlowDocument, after: FlowDocument): DocumentChange[] {
  const changes: DocumentChange[] = [];
  if (before === after) return changes;
  diffMap(changes, { path: ["settings"], before: before.settings, after: after.settings });
  diffMap(changes, { path: ["variables"], before: before.variables, after: after.variables });
  diffNodes(changes, before.nodes, after.nodes);
  diffMap(changes, { path: ["edges"], before: before.edges, after: after.edges });
  diffMap(changes, { path: ["notes"], before: before.notes, after: after.notes });
  for (const language of keysOf(before.translations, after.translations)) {
    const texts = { before: own(before.translations, language), after: own(after.translations, language) };
    if (texts.after)
      diffMap(changes, { path: ["translations", language], before: texts.before ?? {}, after: texts.after });
    else changes.push({ path: ["translations", language] });
  }
  return changes;
}

function diffNodes(changes: DocumentChange[], before: Record<string, FlowNode>, after: Record<string, FlowNode>): void {
  for (const id of keysOf(before, after)) {
    const path = ["nodes", id];
    const [old, now] = [own(before, id), own(after, id)];
    if (!now || !old || old.type !== now.type || old.version !== now.version) {
      if (!sameJson(old, now)) changes.push(change(path, now));
    } else if (old !== now) {
      if (!sameJson(old.at, now.at)) changes.push(change([...path, "at"], now.at));
      if (old.label !== now.label) changes.push(change([...path, "label"], now.label));
      diffConfig(changes, { path: [...path, "config"], before: old.config, after: now.config });
    }
  }
}

interface Pair {
  path: string[];
  before: Tree;
  after: Tree;
}

function diffConfig(changes: DocumentChange[], { path, before, after }: Pair): void {
  for (const field of keysOf(before, after)) {
    const [old, now] = [own(before, field), own(after, field)];
    if (isKeyed(old) && isKeyed(now)) diffMap(changes, { path: [...path, field], before: old, after: now });
    else if (!sameJson(old, now)) changes.push(change([...path, field], now));
  }
}

function diffMap(changes: DocumentChange[], { path, before, after }: Pair): void {
  for (const key of keysOf(before, after)) {
    const now = own(after, key);
    if (!sameJson(own(before, key), now)) changes.push(change([...path, key], now));
  }
}

/** A keyed list by its looks (see keyed.ts): unknown node types are compared item by item as well. */
function isKeyed(value: unknown): value is Tree {
  return isTree(value) && Object.values(value).every((item) => isTree(item) && typeof item.order === "number");
}

const change = (path: string[], value: unknown): DocumentChange =>
  value === undefined ? { path } : { path, value: value as Json };

function keysOf(before: Tree, after: Tree): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}
