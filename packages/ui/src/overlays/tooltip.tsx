import { mergeProps } from "@base-ui/react/merge-props";
import { useRender } from "@base-ui/react/use-render";
import { lazy, type ReactElement, Suspense, useEffect, useRef, useState } from "react";

export type TooltipSide = "top" | "right" | "bottom" | "left";

export interface TooltipProps {
  label: string;
  shortcut?: string;
  side?: TooltipSide;
  /** Never shows; the child stays as it is. */
  disabled?: boolean;
  /** The element that shows it; must accept a ref and props, and be focusable. */
  children: ReactElement;
}

// Every icon button has a tooltip; what places one is fetched when the first is wanted.
const TooltipPopup = lazy(() => import("./tooltip-popup.tsx").then((file) => ({ default: file.TooltipPopup })));

/** Milliseconds the pointer rests before it shows. */
const delay = 500;

/** A few words about what is under the pointer or the focus. Never the only place of something important: touch shows no tooltip. */
export function Tooltip({ label, shortcut, side = "bottom", disabled, children }: TooltipProps) {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hide = () => {
    clearTimeout(timer.current);
    setAnchor(null);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const child = useRender({
    render: children,
    props: mergeProps<"button">(
      {},
      {
        onPointerEnter: ({ pointerType, currentTarget }) => {
          if (pointerType === "mouse") timer.current = setTimeout(() => setAnchor(currentTarget), delay);
        },
        onPointerLeave: hide,
        onPointerDown: hide,
        onFocus: ({ currentTarget }) => {
          if (currentTarget.matches(":focus-visible")) setAnchor(currentTarget);
        },
        onBlur: hide,
        onKeyDown: ({ key }) => {
          if (key === "Escape" || key === "Enter" || key === " ") hide();
        },
      },
    ),
  });
  return (
    <>
      {child}
      {anchor && !disabled ? (
        <Suspense>
          <TooltipPopup anchor={anchor} label={label} onHide={hide} shortcut={shortcut} side={side} />
        </Suspense>
      ) : null}
    </>
  );
}
