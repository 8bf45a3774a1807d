import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { TooltipProps } from "./tooltip.tsx";

interface TooltipPopupProps extends Pick<TooltipProps, "label" | "shortcut" | "side"> {
  anchor: Element;
  onHide: () => void;
}

/** The floating words of a Tooltip. */
export function TooltipPopup({ anchor, label, shortcut, side, onHide }: TooltipPopupProps) {
  return (
    <Base.Root
      onOpenChange={(open) => {
        if (!open) onHide();
      }}
      open
    >
      <Base.Portal>
        <Base.Positioner
          anchor={anchor}
          className="pointer-events-none z-[70]"
          collisionPadding={8}
          side={side}
          sideOffset={6}
        >
          <Base.Popup className="flex max-w-72 items-center gap-2 rounded-sm bg-tooltip px-2 py-1 text-sm text-tooltip-ink shadow-2 transition-opacity data-[starting-style]:opacity-0">
            {label}
            {shortcut ? <kbd className="font-sans text-xs">{shortcut}</kbd> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
