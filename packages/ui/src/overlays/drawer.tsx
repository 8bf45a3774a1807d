import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { IconButton } from "../actions/icon-button.tsx";
import { classNames } from "../class-names.ts";
import { backdrop } from "../look.ts";

export interface DrawerProps {
  title: ReactNode;
  closeLabel: string;
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** The edge it comes from. `bottom` is the sheet of phones. */
  side?: "right" | "left" | "bottom";
  /** Beside the title. */
  actions?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
  className?: string;
}

const sides = {
  right:
    "inset-y-0 right-0 w-[min(420px,100vw)] border-l data-[ending-style]:translate-x-full data-[starting-style]:translate-x-full",
  left: "inset-y-0 left-0 w-[min(320px,88vw)] border-r data-[ending-style]:-translate-x-full data-[starting-style]:-translate-x-full",
  bottom:
    "inset-x-0 bottom-0 max-h-[88dvh] rounded-t-lg border-t pb-[env(safe-area-inset-bottom)] data-[ending-style]:translate-y-full data-[starting-style]:translate-y-full",
};

/** A panel that slides over the page: details on a phone, a form beside a list. */
export function Drawer({
  title,
  closeLabel,
  trigger,
  side = "right",
  actions,
  footer,
  children,
  ...props
}: DrawerProps) {
  return (
    <Base.Root onOpenChange={props.onOpenChange} open={props.open}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Popup
          className={classNames(
            "fixed z-40 flex flex-col border-line bg-surface text-ink shadow-2 outline-none transition-[translate]",
            sides[side],
            props.className,
          )}
        >
          <header className="flex h-12 shrink-0 items-center gap-1 border-line border-b pr-11 pl-4">
            <Base.Title className="min-w-0 flex-1 truncate font-bold text-md">{title}</Base.Title>
            {actions}
          </header>
          <div className="min-h-0 flex-1 overflow-auto p-4">{children}</div>
          {footer ? <footer className="flex justify-end gap-2 border-line border-t px-4 py-3">{footer}</footer> : null}
          {/* Last, so that the content gets the focus and not the way out. */}
          <Base.Close
            render={<IconButton className="absolute! top-2 right-2" icon={<X />} label={closeLabel} tooltip={false} />}
          />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
