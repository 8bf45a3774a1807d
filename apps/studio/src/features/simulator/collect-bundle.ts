import type { FlowBundle, FlowDocument, FlowVersion, NodeRegistry } from "@prosa/flow-schema";

/** A flow as the studio knows it. */
export interface DrawnFlow {
  id: string;
  name: string;
  document: FlowDocument;
}

/**
 * The drawing with the drawings of every flow it runs, each loaded once: what publishing would freeze, as drafts. A flow
 * that cannot be loaded is left out; the run then says so where it is called.
 */
export async function collectBundle(
  flow: DrawnFlow,
  { registry, loadFlow }: { registry: NodeRegistry; loadFlow: (id: string) => Promise<DrawnFlow | null> },
): Promise<FlowBundle> {
  const versions: Record<string, FlowVersion> = {};
  const add = async (drawn: DrawnFlow): Promise<void> => {
    const called = [
      ...new Set(
        Object.values(drawn.document.nodes).flatMap(({ type, config }) => registry.get(type)?.calls?.(config) ?? []),
      ),
    ];
    versions[drawn.id] = {
      id: drawn.id,
      flowId: drawn.id,
      name: drawn.name,
      number: 0,
      document: drawn.document,
      calls: Object.fromEntries(called.map((id) => [id, id])),
    };
    for (const id of called) {
      if (versions[id]) continue;
      const found = await loadFlow(id);
      if (found) await add(found);
    }
  };
  await add(flow);
  return { root: flow.id, versions };
}
