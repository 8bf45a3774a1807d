import { categoryColor, useTheme } from "@prosa/ui";
import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type PointerEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { cardSize } from "../node-views/card-model.ts";
import type { CanvasGraph } from "./canvas-graph.ts";
import type { GraphNode } from "./graph-types.ts";

const width = 138;
const height = 104;
const repaintMs = 200;

interface Projection {
  scale: number;
  left: number;
  top: number;
}

/** The whole flow in small, painted on a canvas a few times a second at most: it costs a drag nothing. */
export function MiniMap({ graph }: { graph: CanvasGraph }) {
  const { t } = useTranslation("flow-editor");
  const { theme } = useTheme();
  const flow = useReactFlow();
  const store = useStoreApi();
  const sheet = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const projection = useRef<Projection>({ scale: 1, left: 0, top: 0 });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const paint = () => {
      timer = undefined;
      const { nodes } = graph.snapshot();
      projection.current = paintMap(sheet.current, nodes, (node) => graph.height(node.id));
      placeFrame(frame.current, projection.current, store.getState());
    };
    const soon = () => {
      timer ??= setTimeout(paint, repaintMs);
    };
    paint();
    const stop = [
      graph.subscribe(soon),
      store.subscribe((state) => placeFrame(frame.current, projection.current, state)),
    ];
    return () => {
      clearTimeout(timer);
      for (const end of stop) end();
    };
  }, [graph, store, theme]);

  // Only while it was pressed here: a block dragged over the map on its way from the palette moves nothing.
  const press = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    goTo(event);
  };
  const goTo = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.getBoundingClientRect();
    const { scale, left, top } = projection.current;
    const x = (event.clientX - box.left) / scale + left;
    const y = (event.clientY - box.top) / scale + top;
    void flow.setCenter(x, y, { zoom: flow.getZoom() });
  };
  return (
    <div
      aria-label={t("zoom.map")}
      className="relative overflow-hidden bg-canvas"
      onPointerDown={press}
      onPointerMove={goTo}
      role="img"
      style={{ height }}
    >
      <canvas className="block size-full" ref={sheet} />
      <div
        className="pointer-events-none absolute top-0 left-0 rounded-[3px] border-[1.5px] border-accent"
        ref={frame}
      />
    </div>
  );
}

function paintMap(
  sheet: HTMLCanvasElement | null,
  nodes: GraphNode[],
  heightOf: (node: GraphNode) => number,
): Projection {
  const context = sheet?.getContext("2d");
  const boxes = nodes.map((node) => ({
    node,
    x: node.position.x,
    y: node.position.y,
    width: node.type === "note" ? (node.width ?? 0) : cardSize.width,
    height: node.type === "note" ? (node.height ?? 0) : heightOf(node),
  }));
  const left = Math.min(...boxes.map((box) => box.x)) - 80;
  const top = Math.min(...boxes.map((box) => box.y)) - 80;
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + 80;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + 80;
  if (!sheet || !context || boxes.length === 0) return { scale: 1, left: 0, top: 0 };
  const scale = Math.min(width / (right - left), height / (bottom - top));
  const projection = {
    scale,
    left: left - (width / scale - (right - left)) / 2,
    top: top - (height / scale - (bottom - top)) / 2,
  };
  const sharp = devicePixelRatio;
  sheet.width = width * sharp;
  sheet.height = height * sharp;
  context.scale(sharp, sharp);
  const colorOf = colorsOf(sheet);
  context.globalAlpha = 0.8;
  for (const { node, ...box } of boxes) {
    context.fillStyle = colorOf(node);
    const at = [(box.x - projection.left) * scale, (box.y - projection.top) * scale] as const;
    context.beginPath();
    context.roundRect(...at, Math.max(2, box.width * scale), Math.max(2, box.height * scale), 1);
    context.fill();
  }
  return projection;
}

/** The colours of the current theme, each looked up once. */
function colorsOf(sheet: HTMLCanvasElement): (node: GraphNode) => string {
  const styles = getComputedStyle(sheet);
  const known = new Map<string, string>();
  return (node) => {
    const name =
      node.type === "note" ? "--note-line" : categoryColor(node.data.model.category).slice("var(".length, -1);
    const color = known.get(name) ?? styles.getPropertyValue(name);
    known.set(name, color);
    return color;
  };
}

function placeFrame(
  frame: HTMLDivElement | null,
  { scale, left, top }: Projection,
  {
    transform,
    width: seenWidth,
    height: seenHeight,
  }: { transform: [number, number, number]; width: number; height: number },
): void {
  if (!frame) return;
  const [x, y, zoom] = transform;
  frame.style.transform = `translate(${(-x / zoom - left) * scale}px, ${(-y / zoom - top) * scale}px)`;
  frame.style.width = `${(seenWidth / zoom) * scale}px`;
  frame.style.height = `${(seenHeight / zoom) * scale}px`;
}
