import { type PointerEvent as ReactPointerEvent, useEffect, useRef, useState } from "react";
import { useEditor } from "../editor-context.ts";
import type { Place } from "../editor-ui.ts";

/** How far a press must move to be a drag. */
const threshold = 6;

/** Drags something from beside the canvas onto it, with mouse, pen or finger. Escape lets go of it. */
export function useDragOut({ onDrop }: { onDrop: (at: Place) => void }) {
  const { ui, store } = useEditor();
  const [at, setAt] = useState<Place | null>(null);
  const stop = useRef<() => void>(undefined);
  const dragged = useRef(false);
  useEffect(() => () => stop.current?.(), []);

  const onPointerDown = (event: ReactPointerEvent) => {
    dragged.current = false;
    if (event.button !== 0 || store.getState().readOnly) return;
    const start = { x: event.clientX, y: event.clientY };
    const pointer = event.pointerId;
    const end = () => {
      setAt(null);
      stop.current?.();
    };
    const move = ({ clientX: x, clientY: y, pointerId }: PointerEvent) => {
      if (pointerId !== pointer) return;
      if (!dragged.current && Math.hypot(x - start.x, y - start.y) < threshold) return;
      dragged.current = true;
      setAt({ x, y });
    };
    const up = ({ clientX: x, clientY: y, pointerId }: PointerEvent) => {
      if (pointerId !== pointer) return;
      const place = dragged.current ? ui.getState().canvas?.placeAt({ x, y }) : null;
      end();
      if (!place) return;
      onDrop(place);
      ui.getState().canvas?.focus();
    };
    const key = (pressed: KeyboardEvent) => {
      if (pressed.key === "Escape") end();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", end);
    addEventListener("keydown", key);
    stop.current = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", end);
      removeEventListener("keydown", key);
    };
  };
  /** The press that ended a drag is not a press. */
  return { at, onPointerDown, justDragged: () => dragged.current };
}
