import { Menu as Base } from "@base-ui/react/menu";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { popup } from "../look.ts";

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  children: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  /** Whether it begins open. */
  defaultOpen?: boolean;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
}

/** A list of actions under a button: arrows move, letters jump, Escape closes and gives the focus back. */
export function Menu({
  trigger,
  children,
  side = "bottom",
  align = "start",
  defaultOpen,
  open,
  onOpenChange,
  className,
}: MenuProps) {
  return (
    <Base.Root defaultOpen={defaultOpen} onOpenChange={onOpenChange} open={open}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} className="z-50 outline-none" collisionPadding={8} side={side} sideOffset={4}>
          <MenuSurface className={className}>{children}</MenuSurface>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** The floating surface of menus; shared with the context menu and with submenus. */
export function MenuSurface({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <Base.Popup
      className={classNames(popup, "max-h-[var(--available-height)] min-w-44 max-w-80 overflow-y-auto p-1", className)}
    >
      {children}
    </Base.Popup>
  );
}
