import { mayActOnKey } from "@prosa/ui";
import { useEffect } from "react";

interface ListKeys {
  ids: readonly string[];
  selected: string | undefined;
  onOpen: (id: string) => void;
}

/** j and k open the next and the previous conversation, unless somebody is typing or has something open over the list. */
export function useListKeys({ ids, selected, onOpen }: ListKeys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!mayActOnKey(event)) return;
      const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      if (step === 0) return;
      const at = selected ? ids.indexOf(selected) : -1;
      const next = at === -1 ? ids[0] : ids[at + step];
      if (next) onOpen(next);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [ids, selected, onOpen]);
}
