import { edgeId } from "../document.ts";
import type { Issue } from "../issue.ts";
import { own } from "../own.ts";
import type { Drawing, DrawnNode } from "./drawing.ts";

/**
 * Exits are told apart by their ids. Options and main exits lead somewhere; an open system exit leads to the default queue, and is said. The exit for a shut
 * window is left to `checkWindow`, which knows whether it can be taken.
 */
export function checkExits(drawing: Drawing): Issue[] {
  const { nodes, reachable } = drawing;
  const handOver = nearestHandOver(drawing);
  const open = [...reachable.keys()].flatMap((id) => {
    const drawn = nodes.get(id);
    return drawn ? openExits(drawing, drawn, handOver) : [];
  });
  return [...[...nodes.values()].flatMap(sharedExits), ...open];
}

/** An exit is known by its id: an option called `else` would share its link with the exit for anything else. */
function sharedExits({ id: node, ports }: DrawnNode): Issue[] {
  const ids = ports.map(({ id }) => id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((port) => ({
    code: "duplicate-exit",
    severity: "error",
    node,
    port,
    params: { exit: port },
  }));
}

function openExits({ document }: Drawing, { id, ports }: DrawnNode, handOver: string | undefined): Issue[] {
  return ports
    .filter((port) => port.id !== "window-shut" && !own(document.edges, edgeId(id, port.id)))
    .map((port): Issue => {
      const params = { exit: port.label ?? port.id };
      if (port.kind !== "system") {
        return { code: "exit-leads-nowhere", severity: "error", node: id, port: port.id, params };
      }
      const issue: Issue = { code: "system-exit-open", severity: "warning", node: id, port: port.id, params };
      return handOver === undefined ? issue : { ...issue, fix: linkTo(handOver, [id, port.id]) };
    });
}

/** The change that links an exit to a node that hands over to people. */
export function linkTo(to: string, from: [node: string, port: string]): NonNullable<Issue["fix"]> {
  return { kind: "link-to-transfer", changes: [{ path: ["edges", edgeId(...from)], value: { from, to } }] };
}

/** The first node a walk comes by that hands over to people, else any. */
export function nearestHandOver({ nodes, reachable }: Drawing): string | undefined {
  const ids = [...reachable.keys(), ...nodes.keys()];
  return ids.find((id) => nodes.get(id)?.definition?.handsOver);
}
