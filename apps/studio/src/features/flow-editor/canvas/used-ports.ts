import type { FlowDocument, Issue } from "@prosa/flow-schema";

type UsedPorts = ReadonlyMap<string, ReadonlySet<string>>;
let last: { edges: FlowDocument["edges"]; issues: readonly Issue[]; used: UsedPorts } | undefined;

/** The exits of each block that are linked or that a problem names. */
export function usedPorts(edges: FlowDocument["edges"], issues: readonly Issue[]): UsedPorts {
  if (last?.edges === edges && last.issues === issues) return last.used;
  const used = new Map<string, Set<string>>();
  const add = (node: string, port: string) => {
    const ports = used.get(node);
    if (ports) ports.add(port);
    else used.set(node, new Set([port]));
  };
  for (const { from } of Object.values(edges)) add(from[0], from[1]);
  for (const { node, port } of issues) if (node && port) add(node, port);
  last = { edges, issues, used };
  return used;
}
