import type { Issue } from "../issue.ts";
import type { Drawing, DrawnNode } from "./drawing.ts";
import { safely } from "./safely.ts";

/**
 * No way leads back to where it began without resting: every loop waits for a message or for a time. A node that runs
 * another flow counts as resting, since that flow may; the engine's limit of steps a turn stands behind this rule.
 */
export function checkLoops({ nodes, reachable }: Drawing): Issue[] {
  const found: Issue[] = [];
  const done = new Set<string>();
  for (const id of reachable.keys()) {
    const loop = done.has(id) ? undefined : loopFrom(id, nodes, done);
    if (loop)
      found.push({ code: "loop-without-wait", severity: "error", node: loop[0] ?? id, params: { nodes: loop.length } });
  }
  return found;
}

/** The first restless loop met from a node, walking depth first; `done` gathers nodes that need no second look. */
function loopFrom(start: string, nodes: ReadonlyMap<string, DrawnNode>, done: Set<string>): string[] | undefined {
  const path: Array<{ id: string; ways: string[] }> = [{ id: start, ways: restlessWays(nodes.get(start)) }];
  let loop: string[] | undefined;
  while (path.length > 0) {
    const here = path.at(-1);
    const to = here?.ways.pop();
    if (to === undefined) {
      if (here) done.add(here.id);
      path.pop();
      continue;
    }
    const at = path.findIndex(({ id }) => id === to);
    if (at !== -1) loop ??= path.slice(at).map(({ id }) => id);
    else if (!done.has(to)) path.push({ id: to, ways: restlessWays(nodes.get(to)) });
  }
  return loop;
}

/** Where a node leads in the same turn. */
function restlessWays(node: DrawnNode | undefined): string[] {
  if (!node) return [];
  const { definition, config, ways } = node;
  if (definition && config && safely(() => definition.calls?.(config) ?? [], []).length > 0) return [];
  return ways.filter(({ port }) => port?.after === undefined).map(({ to }) => to);
}
