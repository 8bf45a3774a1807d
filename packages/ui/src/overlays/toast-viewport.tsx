import { Toast as Base } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, TriangleAlert, X } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Button } from "../actions/button.tsx";
import { IconButton } from "../actions/icon-button.tsx";
import type { ToastProviderProps } from "./toast.tsx";
import type { ToastQueue } from "./toast-queue.ts";

interface ToastViewportProps extends Pick<ToastProviderProps, "closeLabel" | "regionLabel"> {
  queue: ToastQueue;
}

/** Where toasts appear: below the bars, in the middle. What one writes and sends is at the bottom of a screen. */
export function ToastViewport({ queue, closeLabel, regionLabel }: ToastViewportProps) {
  return (
    <Base.Provider limit={3}>
      <Attach queue={queue} />
      <Base.Portal>
        <Base.Viewport
          aria-label={regionLabel}
          className="fixed inset-x-4 top-15 z-60 md:top-28 mx-auto flex max-w-88 flex-col gap-2 outline-none"
        >
          <ToastList closeLabel={closeLabel} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Attach({ queue }: { queue: ToastQueue }) {
  const { add, close } = Base.useToastManager();
  useEffect(
    () =>
      queue.attach({
        add: ({ id, title, description, tone = "neutral", action, timeout, onClose }) => {
          add({
            id,
            title,
            description,
            type: tone,
            onClose,
            timeout: timeout ?? (tone === "danger" ? 10_000 : action ? 8000 : 5000),
            actionProps: action && {
              children: action.label,
              onClick: () => {
                action.onPress();
                close(id);
              },
            },
          });
        },
        close,
      }),
    [queue, add, close],
  );
  return null;
}

const icons: Record<string, ReactNode> = {
  success: <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success-ink" />,
  warning: <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning-ink" />,
  danger: <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger-ink" />,
};

const swipes: ("up" | "left" | "right")[] = ["up", "left", "right"];

function ToastList({ closeLabel }: { closeLabel: string }) {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      className="rounded-md border border-line bg-surface text-ink shadow-2 transition-[opacity,translate] data-[ending-style]:[translate:var(--toast-swipe-movement-x)_var(--toast-swipe-movement-y)] data-[starting-style]:-translate-y-2 data-[ending-style]:opacity-0 data-[limited]:hidden data-[starting-style]:opacity-0"
      key={toast.id}
      swipeDirection={swipes}
      toast={toast}
    >
      <Base.Content className="flex items-start gap-2 py-2 pr-2 pl-3">
        {icons[toast.type ?? ""]}
        <div className="min-w-0 flex-1 py-0.5">
          <Base.Title className="font-medium text-base" render={<p />} />
          <Base.Description className="text-ink-2 text-sm" />
        </div>
        {toast.actionProps ? <Base.Action render={<Button size="sm" variant="soft" />} /> : null}
        <Base.Close
          aria-hidden={false}
          render={<IconButton icon={<X />} label={closeLabel} size="sm" tooltip={false} />}
        />
      </Base.Content>
    </Base.Root>
  ));
}
