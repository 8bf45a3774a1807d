import { useEffect } from "react";
import { useEditor } from "../editor-context.ts";
import { type FlowWorld, startChecker } from "./checker.ts";
import { keepChecked } from "./keep-checked.ts";

/** Keeps the drawing's problems current, once it is known what it is checked against. */
export function useValidation(world: FlowWorld | undefined, modules: string[]): void {
  const { store } = useEditor();
  useEffect(() => {
    if (!world) return;
    const checker = startChecker({ world, modules });
    const stop = keepChecked(store, checker.check);
    return () => {
      stop();
      checker.close();
    };
  }, [store, world, modules]);
}
