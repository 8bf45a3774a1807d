import { createContext, lazy, type ReactNode, Suspense, use, useState, useSyncExternalStore } from "react";
import { createToastQueue, type ToastQueue } from "./toast-queue.ts";

export type ToastTone = "neutral" | "success" | "warning" | "danger";

export interface ToastMessage {
  title: ReactNode;
  description?: ReactNode;
  tone?: ToastTone;
  /** One way to react, most often "undo". Pressing it closes the toast. */
  action?: { label: string; onPress: () => void };
  /** Milliseconds until it goes by itself; 0 keeps it. Without it: 5 s, 8 s when there is an action, 10 s for danger. Time
   *  stands still while it is hovered or focused. What has to be acted on is said elsewhere too. */
  timeout?: number;
  /** Showing the same id again replaces the toast instead of adding one. */
  id?: string;
  /** Told when it has gone, by itself or by a press: the moment to make an undoable change final. */
  onClose?: () => void;
}

const Queue = createContext<ToastQueue | null>(null);

// A page without news needs no toasts: what draws them is fetched with the first.
const ToastViewport = lazy(() => import("./toast-viewport.tsx").then((file) => ({ default: file.ToastViewport })));

/** Shows and closes toasts. Needs a ToastProvider above. */
export function useToast(): { show: (message: ToastMessage) => string; close: (id?: string) => void } {
  const queue = use(Queue);
  if (!queue) throw new Error("useToast needs a ToastProvider above it");
  return queue;
}

export interface ToastProviderProps {
  children: ReactNode;
  closeLabel: string;
  /** Names the region that holds the toasts; F6 jumps there. */
  regionLabel: string;
}

/** Holds the toasts of everything inside; once, near the root. */
export function ToastProvider({ children, closeLabel, regionLabel }: ToastProviderProps) {
  const [queue] = useState(createToastQueue);
  const wanted = useSyncExternalStore(queue.onWanted, queue.wanted);
  return (
    <Queue value={queue}>
      {children}
      {wanted ? (
        <Suspense>
          <ToastViewport closeLabel={closeLabel} queue={queue} regionLabel={regionLabel} />
        </Suspense>
      ) : null}
    </Queue>
  );
}
