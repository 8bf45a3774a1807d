import { useState } from "react";

/** State that survives a reload on this computer. What was stored is only used when `accepts` it. */
export function useStored<Value>(key: string, initial: Value, accepts: (value: unknown) => value is Value) {
  const [value, setValue] = useState<Value>(() => read(key, initial, accepts));
  const store = (next: Value) => {
    setValue(next);
    try {
      localStorage.setItem(`prosa.${key}`, JSON.stringify(next));
    } catch {
      // Storage is refused or full: the state lasts until the page closes.
    }
  };
  return [value, store] as const;
}

function read<Value>(key: string, initial: Value, accepts: (value: unknown) => value is Value): Value {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`prosa.${key}`) ?? "null");
    return accepts(kept) ? kept : initial;
  } catch {
    return initial;
  }
}

export const isBoolean = (value: unknown) => typeof value === "boolean";
export const isNumber = (value: unknown) => typeof value === "number";
