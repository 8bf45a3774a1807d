import type { FlowDocument, Issue } from "@prosa/flow-schema";
import { useDocument } from "../editor-context.ts";

/** What a card shows beside its own settings: its links, its problems and the test run. */
export interface BlockFacts {
  linked: ReadonlySet<string>;
  issues: readonly Issue[];
  visited: boolean;
  current: "running" | "waiting" | "ended" | null;
  travelled: ReadonlySet<string>;
}

export function useBlockFacts(id: string): BlockFacts {
  const linked = useDocument((state) => linkedPorts(state.document.edges).get(id) ?? none);
  const issues = useDocument((state) => issuesByNode(state.issues).get(id) ?? noIssues);
  const visited = useDocument((state) => state.run?.visited.has(id) ?? false);
  const current = useDocument((state) => (state.run?.current === id ? state.run.status : null));
  const travelled = useDocument((state) => state.run?.travelled ?? none);
  return { linked, issues, visited, current, travelled };
}

const none: ReadonlySet<string> = new Set();
const noIssues: readonly Issue[] = [];

const linkedPorts = remembered((edges: FlowDocument["edges"]) => {
  const ports = new Map<string, Set<string>>();
  for (const { from } of Object.values(edges)) {
    const known = ports.get(from[0]);
    if (known) known.add(from[1]);
    else ports.set(from[0], new Set([from[1]]));
  }
  return ports;
});

export const issuesByNode = remembered((issues: readonly Issue[]) => {
  const byNode = new Map<string, Issue[]>();
  for (const issue of issues) {
    if (!issue.node) continue;
    const known = byNode.get(issue.node);
    if (known) known.push(issue);
    else byNode.set(issue.node, [issue]);
  }
  return byNode;
});

/** The last answer, while the question is the same object. */
function remembered<Input extends object, Output>(answer: (input: Input) => Output): (input: Input) => Output {
  let last: { input: Input; output: Output } | undefined;
  return (input) => {
    if (last?.input !== input) last = { input, output: answer(input) };
    return last.output;
  };
}
