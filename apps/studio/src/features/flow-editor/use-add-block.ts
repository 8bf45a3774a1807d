import type { FlowDocument, NodeDefinition } from "@prosa/flow-schema";
import { useCallback } from "react";
import { addBlock, openExit } from "./document/add-block.ts";
import { useEditor } from "./editor-context.ts";

interface Where {
  /** Exactly here on the canvas; absent: beside the selected block, linked from its open exit. */
  at?: { x: number; y: number };
  from?: { node: string; port: string } | undefined;
}

/** What a flow's first block is joined to, without anything selected. */
const startOf = ({ nodes }: FlowDocument): string | undefined =>
  Object.keys(nodes).length === 1 ? Object.keys(nodes).find((id) => nodes[id]?.type === "start") : undefined;

/** Adds a block, selects it, and brings it into view. */
export function useAddBlock(): (definition: NodeDefinition, where?: Where) => string {
  const { store, ui, registry, locale } = useEditor();
  return useCallback(
    (definition, where = {}) => {
      const { document, selection, commit, select } = store.getState();
      const [selected] = selection.nodes;
      const only =
        selection.nodes.length > 0 ? (selection.nodes.length === 1 ? selected : undefined) : startOf(document);
      const from = where.from ?? (where.at || !only ? undefined : openExit(document, only, registry));
      const near = (only === undefined ? undefined : document.nodes[only]?.at) ??
        ui.getState().canvas?.middle() ?? { x: 0, y: 0 };
      const { id, changes } = addBlock({ document, definition, registry, locale, from, at: where.at, near });
      commit(changes, "add");
      select({ nodes: [id] });
      if (!where.at) ui.getState().canvas?.reveal(id);
      return id;
    },
    [store, ui, registry, locale],
  );
}
