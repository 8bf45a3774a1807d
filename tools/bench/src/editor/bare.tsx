// React Flow's own bare example, grown: default nodes and edges, kept by its own state hooks.
import "@xyflow/react/dist/style.css";
import { Background, ReactFlow, useEdgesState, useNodesState } from "@xyflow/react";
import { createRoot } from "react-dom/client";
import { blocks, placeOf } from "./drawing-size.ts";

const initialNodes = Array.from({ length: blocks }, (_, i) => ({
  id: `n${i}`,
  position: placeOf(i),
  data: { label: `Node ${i}` },
}));
const initialEdges = Array.from({ length: blocks - 1 }, (_, i) => ({
  id: `e${i}`,
  source: `n${i}`,
  target: `n${i + 1}`,
}));

function Bare() {
  const [nodes, , onNodesChange] = useNodesState(initialNodes);
  const [edges, , onEdgesChange] = useEdgesState(initialEdges);
  return (
    <ReactFlow edges={edges} nodes={nodes} onEdgesChange={onEdgesChange} onNodesChange={onNodesChange}>
      <Background />
    </ReactFlow>
  );
}

createRoot(document.getElementById("root") as HTMLElement).render(<Bare />);
