import { Popover as Base } from "@base-ui/react/popover";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { IconButton } from "../actions/icon-button.tsx";
import { classNames } from "../class-names.ts";
import { popup } from "../look.ts";

interface PopoverNaming {
  /** Visible heading; it names the popover. */
  title?: ReactNode;
  /** Name for a popover without a heading. */
  "aria-label"?: string;
}

export interface PopoverProps extends PopoverNaming {
  /** The button that opens it; left out when `open` is controlled and `anchor` given. */
  trigger?: ReactElement;
  /** Shows a close button with this label. */
  closeLabel?: string;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Where to float when there is no trigger: an element, or a point such as where a link was dropped. */
  anchor?: Base.Positioner.Props["anchor"];
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  className?: string;
}

/** A small surface beside its trigger; Escape and a press outside close it and give the focus back. */
export function Popover({
  trigger,
  closeLabel,
  title,
  children,
  side = "bottom",
  align = "start",
  ...props
}: PopoverProps) {
  const { open, onOpenChange, anchor, className } = props;
  return (
    <Base.Root onOpenChange={onOpenChange} open={open}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Positioner
          align={align}
          anchor={anchor}
          className="z-50 outline-none"
          collisionPadding={8}
          side={side}
          sideOffset={6}
        >
          <Base.Popup
            aria-label={props["aria-label"]}
            className={classNames(
              popup,
              "flex max-h-[var(--available-height)] w-72 max-w-[var(--available-width)] flex-col gap-2 overflow-auto p-3",
              className,
            )}
          >
            {title ? (
              <Base.Title className={classNames("font-bold text-base", closeLabel && "pr-7")}>{title}</Base.Title>
            ) : null}
            {children}
            {closeLabel ? (
              <Base.Close
                render={
                  <IconButton
                    className="absolute! top-2.5 right-2.5"
                    icon={<X />}
                    label={closeLabel}
                    size="xs"
                    tooltip={false}
                  />
                }
              />
            ) : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
