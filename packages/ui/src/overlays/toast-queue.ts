import type { ToastMessage } from "./toast.tsx";

/** Shows toasts: the viewport, once it is there. */
interface ToastShower {
  add: (message: ToastMessage & { id: string }) => void;
  close: (id?: string) => void;
}

/** Takes toasts before their viewport has been fetched, and hands them on. */
export interface ToastQueue {
  show: (message: ToastMessage) => string;
  close: (id?: string) => void;
  /** The viewport is there: gets what waits, and everything from now on. Returns the way to let go. */
  attach: (shower: ToastShower) => () => void;
  /** Whether anything was ever shown. */
  wanted: () => boolean;
  onWanted: (listener: () => void) => () => void;
}

export function createToastQueue(): ToastQueue {
  let shower: ToastShower | null = null;
  let waiting: (ToastMessage & { id: string })[] = [];
  let wanted = false;
  let count = 0;
  const listeners = new Set<() => void>();
  return {
    show(message) {
      count += 1;
      const toast = { ...message, id: message.id ?? `toast-${count}` };
      if (shower) shower.add(toast);
      else waiting = [...waiting.filter(({ id }) => id !== toast.id), toast];
      wanted = true;
      for (const listener of listeners) listener();
      return toast.id;
    },
    close(id) {
      waiting = id === undefined ? [] : waiting.filter((toast) => toast.id !== id);
      shower?.close(id);
    },
    attach(next) {
      shower = next;
      for (const toast of waiting) next.add(toast);
      waiting = [];
      return () => {
        if (shower === next) shower = null;
      };
    },
    wanted: () => wanted,
    onWanted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
