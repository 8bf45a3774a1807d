import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { classNames } from "../class-names.ts";

export interface SplitPaneProps {
  /** The pane whose width is set, and the one that takes the rest. */
  fixed: ReactNode;
  children: ReactNode;
  /** Where the fixed pane stands. */
  side?: "start" | "end";
  /** Pixels at first, such as what was stored. */
  defaultSize: number;
  minSize?: number;
  maxSize?: number;
  /** Told the width when a drag or a key press is over: the moment to store it. */
  onSizeChange?: (size: number) => void;
  /** Names the handle: "Width of the list". */
  handleLabel: string;
  className?: string;
}

/** Two panes with a handle between: drag it, or focus it and use the arrow keys (Home and End for the limits, Enter or a double click for the first width). */
export function SplitPane({
  fixed,
  children,
  side = "start",
  defaultSize,
  minSize = 200,
  maxSize = 640,
  ...props
}: SplitPaneProps) {
  const clamp = (width: number) => Math.round(Math.min(maxSize, Math.max(minSize, width)));
  const [size, setSize] = useState(clamp(defaultSize));
  const [initial] = useState(clamp(defaultSize));
  const drag = useRef<{ x: number; size: number }>(null);
  const direction = side === "start" ? 1 : -1;
  const settle = (next: number) => {
    setSize(clamp(next));
    props.onSizeChange?.(clamp(next));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 48 : 16;
    const targets: Record<string, number> = {
      ArrowLeft: size - direction * step,
      ArrowRight: size + direction * step,
      Home: minSize,
      End: maxSize,
      Enter: initial,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    settle(target);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (drag.current) setSize(clamp(drag.current.size + direction * (event.clientX - drag.current.x)));
  };
  const onPointerUp = () => {
    if (!drag.current) return;
    drag.current = null;
    props.onSizeChange?.(size);
  };
  const pane = (
    <div className="min-h-0 min-w-0 shrink-0 overflow-hidden" style={{ width: size }}>
      {fixed}
    </div>
  );
  // A separator that moves is a widget (ARIA window splitter): it takes the focus and the pointer.
  const splitter = {
    tabIndex: 0,
    onDoubleClick: () => settle(initial),
    onKeyDown,
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, size };
    },
    onPointerMove,
    onPointerUp,
  };
  const handle = (
    <hr
      {...splitter}
      aria-label={props.handleLabel}
      aria-orientation="vertical"
      aria-valuemax={maxSize}
      aria-valuemin={minSize}
      aria-valuenow={size}
      className="relative z-2 m-0 h-full w-px shrink-0 cursor-col-resize touch-none select-none border-0 bg-line outline-none before:absolute before:inset-y-0 before:-left-px before:w-[3px] before:bg-accent before:opacity-0 before:transition-opacity after:absolute after:inset-y-0 after:-left-1 after:w-2 hover:before:opacity-60 focus-visible:before:opacity-100 active:before:opacity-100 pointer-coarse:after:-left-3 pointer-coarse:after:w-6"
    />
  );
  return (
    <div className={classNames("flex h-full min-h-0 w-full min-w-0", props.className)}>
      {side === "start" ? pane : null}
      {side === "start" ? handle : null}
      <div className="min-h-0 min-w-0 flex-1">{children}</div>
      {side === "end" ? handle : null}
      {side === "end" ? pane : null}
    </div>
  );
}
