import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode, RefObject } from "react";
import { IconButton } from "../actions/icon-button.tsx";
import { classNames } from "../class-names.ts";
import { backdrop } from "../look.ts";

export interface DialogProps {
  title: ReactNode;
  description?: ReactNode;
  closeLabel: string;
  /** The button that opens it; left out when `open` is controlled. */
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Buttons at the end, the primary one last. */
  footer?: ReactNode;
  /** `full` leaves a margin of the page around it: an editor, a large table. */
  size?: "sm" | "md" | "lg" | "full";
  /** What gets the focus first; otherwise the first focusable element. */
  initialFocus?: RefObject<HTMLElement | null>;
  children?: ReactNode;
  className?: string;
}

const sizes = {
  sm: "sm:max-w-96",
  md: "sm:max-w-[520px]",
  lg: "sm:max-w-[760px]",
  full: "sm:max-w-[min(1280px,94vw)] sm:h-[90dvh]",
};

/** A task that blocks the page. Escape and a press outside close it; on a phone it rises from the bottom edge. */
export function Dialog({
  title,
  description,
  closeLabel,
  trigger,
  footer,
  size = "md",
  children,
  ...props
}: DialogProps) {
  const { open, onOpenChange, initialFocus, className } = props;
  return (
    <Base.Root onOpenChange={onOpenChange} open={open}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Viewport className="fixed inset-0 z-40 flex items-end justify-center sm:items-center sm:p-4">
          <Base.Popup
            className={classNames(
              "relative flex max-h-[92dvh] w-full flex-col rounded-t-lg border border-line bg-surface text-ink shadow-2 outline-none transition-[opacity,translate] sm:max-h-[88dvh] sm:rounded-lg",
              "data-[ending-style]:translate-y-2 data-[ending-style]:opacity-0 data-[starting-style]:translate-y-2 data-[starting-style]:opacity-0",
              sizes[size],
              className,
            )}
            initialFocus={initialFocus}
          >
            <header className="py-4 pr-13 pl-5">
              <Base.Title className="font-bold text-md">{title}</Base.Title>
              {description ? <Base.Description className="mt-1 text-ink-2">{description}</Base.Description> : null}
            </header>
            <div className="min-h-0 flex-1 overflow-auto px-5 pb-5">{children}</div>
            {footer ? (
              <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">{footer}</footer>
            ) : null}
            {/* Last, so that the first field gets the focus and not the way out. */}
            <Base.Close
              render={
                <IconButton className="absolute! top-3 right-3" icon={<X />} label={closeLabel} tooltip={false} />
              }
            />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** Wraps a button of the footer (or body) so that pressing it closes the dialog: `<DialogClose><Button>…</Button></DialogClose>`. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <Base.Close render={children} />;
}
