import "@xyflow/react/dist/base.css";
import { classNames } from "@prosa/ui";
import { Background, ConnectionMode, ReactFlow, ReactFlowProvider, SelectionMode, useStore } from "@xyflow/react";
import { Suspense, useMemo, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { late } from "../../../shared/screens/late.ts";
import { useDocument, useEditorUi } from "../editor-context.ts";
import { BlockCard, farZoom } from "../node-views/block-card.tsx";
import { NoteCard } from "../node-views/note-card.tsx";
import { BlockPicker } from "./block-picker.tsx";
import type { CanvasGraph } from "./canvas-graph.ts";
import { CanvasTools } from "./canvas-tools.tsx";
import { DrawnLink, LinkEdge } from "./link-edge.tsx";
import { RoutesContext } from "./routes-context.ts";
import { RunTrail } from "./run-trail.tsx";
import { useCanvasGraph } from "./use-canvas-graph.ts";
import { useCanvasHandle } from "./use-canvas-handle.ts";
import { useLinking } from "./use-linking.ts";
import { useMenuAim } from "./use-menu-aim.ts";
import { ZoomPanel } from "./zoom-panel.tsx";

const CanvasMenu = late(async () => ({ default: (await import("./canvas-menu.tsx")).CanvasMenu }));

const nodeTypes = { block: BlockCard, note: NoteCard };
const edgeTypes = { link: LinkEdge };
const grid: [number, number] = [4, 4];
const fitOptions = { padding: 0.07, maxZoom: 1 };
/** Touch and the hand tool move the canvas; with the mouse the middle or right button, or the space bar, does. */
const panButtons = [1, 2];

/** The canvas: blocks, links and notes, drawn and edited. */
export function FlowCanvas() {
  return (
    <ReactFlowProvider>
      <Canvas />
    </ReactFlowProvider>
  );
}

function Canvas() {
  const { t } = useTranslation("flow-editor");
  const { graph, ...handlers } = useCanvasGraph();
  const linking = useLinking(graph);
  const area = useCanvasHandle(graph);
  const menu = useMenuAim();
  return (
    <RoutesContext value={graph.routes}>
      <section
        aria-label={t("canvas.label")}
        className={classNames(
          "flow-canvas relative h-full min-h-0 w-full outline-none",
          linking.active && "is-linking",
        )}
        onContextMenu={menu.aim}
        ref={area}
        tabIndex={-1}
      >
        <LiveFlow graph={graph} handlers={handlers} linking={linking} />
        <RunTrail />
        <ZoomPanel graph={graph} />
        <CanvasTools />
        <BlockPicker />
        {menu.opened ? (
          <Suspense>
            <CanvasMenu onClose={menu.close} opened={menu.opened} />
          </Suspense>
        ) : null}
      </section>
    </RoutesContext>
  );
}

interface LiveFlowProps {
  graph: CanvasGraph;
  handlers: Pick<ReturnType<typeof useCanvasGraph>, "onNodesChange" | "onEdgesChange">;
  linking: ReturnType<typeof useLinking>;
}

/** What renders with each frame of a drag, and nothing else. */
function LiveFlow({ graph, handlers, linking }: LiveFlowProps) {
  const { t } = useTranslation("flow-editor");
  const { nodes, edges } = useSyncExternalStore(graph.subscribe, graph.snapshot);
  const readOnly = useDocument((state) => state.readOnly);
  const hand = useEditorUi((ui) => ui.tool === "hand");
  const coarse = useCoarsePointer();
  const dragsCanvas = hand || coarse;
  const far = useStore((state) => state.transform[2] < farZoom);
  const labels = useMemo(
    () => ({
      "node.a11yDescription.default": t("canvas.nodeHelp"),
      "node.a11yDescription.keyboardDisabled": t("canvas.nodeHelp"),
      "edge.a11yDescription.default": t("canvas.linkHelp"),
    }),
    [t],
  );
  return (
    <ReactFlow
      ariaLabelConfig={labels}
      className={far ? "is-far" : undefined}
      connectionLineComponent={DrawnLink}
      connectionMode={ConnectionMode.Strict}
      connectionRadius={28}
      deleteKeyCode={null}
      edges={edges}
      edgesReconnectable={!readOnly}
      edgeTypes={edgeTypes}
      elevateEdgesOnSelect
      fitView
      fitViewOptions={fitOptions}
      isValidConnection={linking.isValid}
      maxZoom={2}
      minZoom={0.1}
      multiSelectionKeyCode={["Shift", "Meta", "Control"]}
      nodes={nodes}
      nodesConnectable={!readOnly}
      nodesDraggable={!readOnly}
      nodeTypes={nodeTypes}
      onConnect={linking.connect}
      onConnectEnd={linking.end}
      onConnectStart={linking.start}
      onEdgesChange={handlers.onEdgesChange}
      onNodesChange={handlers.onNodesChange}
      onReconnect={linking.reconnect}
      onlyRenderVisibleElements
      panActivationKeyCode="Space"
      panOnDrag={dragsCanvas ? true : panButtons}
      panOnScroll={!coarse}
      reconnectRadius={16}
      selectionKeyCode={null}
      selectionMode={SelectionMode.Partial}
      selectionOnDrag={!dragsCanvas}
      snapGrid={grid}
      snapToGrid
      zoomOnDoubleClick={false}
    >
      <Background bgColor="transparent" color="var(--canvas-dot)" gap={20} offset={4} size={1.6} />
    </ReactFlow>
  );
}

function useCoarsePointer(): boolean {
  const [coarse] = useState(() => matchMedia("(pointer: coarse)").matches);
  return coarse;
}
