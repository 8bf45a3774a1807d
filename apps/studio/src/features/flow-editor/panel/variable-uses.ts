import { type FlowDocument, type NodeRegistry, systemVariables, type VariableDeclaration } from "@prosa/flow-schema";
import { knownNode } from "../document/known-node.ts";

export interface VariableUses {
  name: string;
  /** Absent: used without being declared, or a value of the system's. */
  declaration: VariableDeclaration | undefined;
  system: boolean;
  /** Ids of nodes, in the order of the document. */
  writtenBy: string[];
  readBy: string[];
}

/** Every variable that is declared or used, with where it is written and read; declared ones first, by name. */
export function variableUses(document: FlowDocument, registry: NodeRegistry): VariableUses[] {
  const found = new Map<string, VariableUses>();
  const use = (name: string): VariableUses => {
    const known = found.get(name);
    if (known) return known;
    const declaration = Object.hasOwn(document.variables, name) ? document.variables[name] : undefined;
    const made = { name, declaration, system: Object.hasOwn(systemVariables, name), writtenBy: [], readBy: [] };
    found.set(name, made);
    return made;
  };
  for (const name of Object.keys(document.variables)) use(name);
  for (const [id, node] of Object.entries(document.nodes)) {
    const { reads, writes } = knownNode(node, registry);
    for (const path of new Set(writes)) if (path) use(rootOf(path)).writtenBy.push(id);
    for (const name of new Set(reads.filter(Boolean).map(rootOf))) use(name).readBy.push(id);
  }
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** `vagas.primeira` is a part of `vagas`; `contact.name` is a name of its own. */
function rootOf(path: string): string {
  if (Object.hasOwn(systemVariables, path)) return path;
  return path.split(".")[0] ?? path;
}

const rank = ({ declaration, system }: VariableUses) => (declaration ? 0 : system ? 2 : 1);
