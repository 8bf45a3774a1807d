import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";

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

/** A few words about what is under the pointer or the focus. Never the only place of something important: touch shows no tooltip. */
export function Tooltip({ label, shortcut, side = "bottom", disabled, children }: TooltipProps) {
  return (
    <Base.Root disabled={disabled}>
      <Base.Trigger closeOnClick delay={500} render={children} />
      <Base.Portal>
        <Base.Positioner className="pointer-events-none z-[70]" collisionPadding={8} side={side} sideOffset={6}>
          <Base.Popup className="flex max-w-72 items-center gap-2 rounded-sm bg-tooltip px-2 py-1 text-sm text-tooltip-ink shadow-2 transition-opacity data-[ending-style]:opacity-0 data-[instant]:duration-0 data-[starting-style]:opacity-0">
            {label}
            {shortcut ? <kbd className="font-sans text-xs">{shortcut}</kbd> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
