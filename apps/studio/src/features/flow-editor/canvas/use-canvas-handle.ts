import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect, useRef } from "react";
import { useEditor } from "../editor-context.ts";
import type { CanvasHandle } from "../editor-ui.ts";
import { cardSize } from "../node-views/card-model.ts";
import type { CanvasGraph } from "./canvas-graph.ts";

/** Lets the parts around the canvas place, show and fit. */
export function useCanvasHandle(graph: CanvasGraph): RefObject<HTMLElement | null> {
  const { ui, store } = useEditor();
  const flow = useReactFlow();
  const area = useRef<HTMLElement>(null);
  useEffect(() => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const duration = calm ? 0 : 200;
    const box = () => area.current?.getBoundingClientRect() ?? new DOMRect();
    const centre = (id: string) => {
      const node = store.getState().document.nodes[id];
      if (!node) return;
      const zoom = Math.min(1, Math.max(0.7, flow.getZoom()));
      const middle = { x: node.at.x + cardSize.width / 2, y: node.at.y + graph.height(id) / 2 };
      void flow.setCenter(middle.x, middle.y, { zoom, duration });
    };
    const handle: CanvasHandle = {
      placeAt(point) {
        const { left, right, top, bottom } = box();
        const inside = point.x >= left && point.x <= right && point.y >= top && point.y <= bottom;
        return inside ? flow.screenToFlowPosition(point) : null;
      },
      middle() {
        const { x, y, width, height } = box();
        const place = flow.screenToFlowPosition({ x: x + width / 2, y: y + height / 2 });
        return { x: place.x - cardSize.width / 2, y: place.y - 60 };
      },
      show(id) {
        if (!store.getState().document.nodes[id]) return;
        centre(id);
        store.getState().select({ nodes: [id] });
        // A block out of view is drawn only when the canvas gets there.
        setTimeout(() => {
          const block = area.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`);
          (block ?? area.current)?.focus({ preventScroll: true });
        }, duration + 60);
      },
      reveal(id) {
        const at = store.getState().document.nodes[id]?.at;
        if (!at) return;
        const from = flow.flowToScreenPosition(at);
        const to = flow.flowToScreenPosition({ x: at.x + cardSize.width, y: at.y + graph.height(id) });
        const { left, right, top, bottom } = box();
        if (from.x < left || to.x > right || from.y < top || to.y > bottom) centre(id);
      },
      fit: () => void flow.fitView({ padding: 0.07, maxZoom: 1, duration }),
      zoomBy: (factor) => void flow.zoomTo(flow.getZoom() * factor, { duration }),
      focus: () => area.current?.focus({ preventScroll: true }),
    };
    ui.getState().set({ canvas: handle });
    return () => ui.getState().set({ canvas: null });
  }, [flow, graph, store, ui]);
  return area;
}
