import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import type { ReactElement, ReactNode } from "react";
import { Button } from "../actions/button.tsx";
import { backdrop } from "../look.ts";

export interface AlertDialogProps {
  title: ReactNode;
  /** What will happen and what cannot be undone. */
  description: ReactNode;
  confirmLabel: string;
  cancelLabel: string;
  /** The dialog closes when it returns; while a promise runs the button is busy, and a rejection keeps the dialog open. */
  onConfirm: () => void | Promise<void>;
  onOpenChange: (open: boolean) => void;
  open: boolean;
  /** The confirmation is running. */
  loading?: boolean;
  tone?: "danger" | "primary";
  /** Opens it; left out when `open` is set from elsewhere. */
  trigger?: ReactElement;
  children?: ReactNode;
}

/** A question before something that cannot be undone. What can be undone gets a toast with "undo" instead. */
export function AlertDialog({
  title,
  description,
  confirmLabel,
  cancelLabel,
  tone = "danger",
  ...props
}: AlertDialogProps) {
  const { onConfirm, onOpenChange, open, loading, trigger, children } = props;
  const confirm = () => {
    const result = onConfirm();
    if (!(result instanceof Promise)) return onOpenChange(false);
    result.then(
      () => onOpenChange(false),
      () => undefined, // the caller shows its own error beside the question
    );
  };
  return (
    <Base.Root onOpenChange={onOpenChange} open={open}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Viewport className="fixed inset-0 z-40 flex items-end justify-center p-4 sm:items-center">
          <Base.Popup className="flex w-full max-w-[420px] flex-col gap-4 rounded-lg border border-line bg-surface p-5 text-ink shadow-2 outline-none transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0">
            <div>
              <Base.Title className="font-bold text-md">{title}</Base.Title>
              <Base.Description className="mt-1.5 text-ink-2">{description}</Base.Description>
            </div>
            {children}
            <div className="flex flex-wrap justify-end gap-2">
              <Base.Close render={<Button>{cancelLabel}</Button>} />
              <Button loading={loading} onClick={confirm} variant={tone}>
                {confirmLabel}
              </Button>
            </div>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
