import type { ValidationContext } from "@prosa/flow-schema";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useEditor } from "../editor-context.ts";
import { checksQuery } from "../use-world.ts";

/** How long the drawing must rest before it is checked. */
const restMs = 250;

/** Checks the drawing whenever it has rested for a moment and the browser has time. */
export function useValidation(world: Omit<ValidationContext, "registry"> | undefined): void {
  const { store, registry } = useEditor();
  const validateFlow = useQuery(checksQuery).data?.validateFlow;
  useEffect(() => {
    if (!world || !validateFlow) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let idle = 0;
    let checked: unknown;
    const check = () => {
      const { document, setIssues } = store.getState();
      if (checked === document) return;
      checked = document;
      setIssues(validateFlow(document, { ...world, registry }));
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        idle = whenIdle(check);
      }, restMs);
    };
    check();
    const stop = store.subscribe((state, before) => state.document !== before.document && soon());
    return () => {
      stop();
      clearTimeout(timer);
      cancelIdle(idle);
    };
  }, [store, registry, world, validateFlow]);
}

/** Safari has no requestIdleCallback. */
const whenIdle = (work: () => void): number =>
  "requestIdleCallback" in window ? requestIdleCallback(work, { timeout: 1000 }) : Number(setTimeout(work));
const cancelIdle = (handle: number): void => {
  if ("cancelIdleCallback" in window) cancelIdleCallback(handle);
  else clearTimeout(handle);
};
