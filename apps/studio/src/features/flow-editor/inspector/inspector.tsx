import type { Issue, NodeRegistry } from "@prosa/flow-schema";
import { useMemo } from "react";
import { useStore } from "zustand";
import type { DocumentStore } from "../document/store.ts";
import { FlowInspector } from "./flow-inspector.tsx";
import { InspectorScopeProvider } from "./inspector-scope.tsx";
import { NodeInspector } from "./node-inspector.tsx";
import { SelectionInspector } from "./selection-inspector.tsx";

export interface InspectorProps {
  store: DocumentStore;
  registry: NodeRegistry;
  /** The sentence of a problem in the reader's language. Keep its identity: fields remember it. */
  issueText: (issue: Issue) => string;
}

/** The panel about what is selected: a block, several, or the flow itself. */
export function Inspector({ store, registry, issueText }: InspectorProps) {
  const scope = useMemo(() => ({ store, registry, issueText }), [store, registry, issueText]);
  const nodes = useStore(store, (state) => state.selection.nodes);
  const document = useStore(store, (state) => state.document);
  const [id] = nodes;
  const node = id === undefined ? undefined : document.nodes[id];
  return (
    <InspectorScopeProvider value={scope}>
      {nodes.length > 1 ? <SelectionInspector ids={nodes} /> : null}
      {nodes.length === 1 && id !== undefined && node ? <NodeInspector id={id} key={id} node={node} /> : null}
      {nodes.length === 0 ? <FlowInspector /> : null}
    </InspectorScopeProvider>
  );
}
