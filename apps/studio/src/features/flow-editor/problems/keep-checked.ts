import type { DocumentStore } from "../document/store.ts";
import type { Checker } from "./checker.ts";

/** How long (ms) the drawing must rest before it is checked. */
const restMs = 250;

/** Checks a store's drawing at once, and again whenever it has rested from changes, one check at a time. Returns the way to stop. */
export function keepChecked(store: DocumentStore, check: Checker["check"]): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let checking = false;
  let stopped = false;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), restMs);
  };
  const run = async () => {
    if (checking) return;
    checking = true;
    const { document } = store.getState();
    try {
      const issues = await check(document);
      if (!stopped) store.getState().setIssues(issues);
    } catch (error) {
      if (!stopped) console.error("the drawing could not be checked:", error);
    }
    checking = false;
    if (!stopped && store.getState().document !== document) soon();
  };
  void run();
  const unsubscribe = store.subscribe((state, before) => state.document !== before.document && soon());
  return () => {
    stopped = true;
    unsubscribe();
    clearTimeout(timer);
  };
}
