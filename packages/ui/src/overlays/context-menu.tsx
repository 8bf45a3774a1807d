import { ContextMenu as Base } from "@base-ui/react/context-menu";
import type { ReactElement, ReactNode } from "react";
import { MenuSurface } from "./menu.tsx";

export interface ContextMenuProps {
  /** The area that answers to the right button, the menu key and a long press. */
  area: ReactElement;
  /** The same items as in a Menu. */
  children: ReactNode;
  onOpenChange?: (open: boolean) => void;
}

/** A menu at the pointer. Everything in it must also be reachable without it. */
export function ContextMenu({ area, children, onOpenChange }: ContextMenuProps) {
  return (
    <Base.Root onOpenChange={onOpenChange}>
      <Base.Trigger render={area} />
      <Base.Portal>
        <Base.Positioner className="z-50 outline-none" collisionPadding={8}>
          <MenuSurface>{children}</MenuSurface>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
