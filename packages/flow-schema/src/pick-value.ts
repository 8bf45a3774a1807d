import { own } from "./own.ts";
import type { Value } from "./value.ts";

/**
 * The value at a dotted path inside another (`data.items.0.name`, also `items[0].name`); undefined where there is none.
 * Only what the value itself has is ever reached.
 */
export function pickValue(from: Value | undefined, path: string): Value | undefined {
  let value = from;
  for (const key of path.replace(/\[(\d+)\]/g, ".$1").split(".")) {
    if (key === "" && value === from) continue; // a path that begins with [0]
    if (typeof value !== "object" || value === null) return undefined;
    if (Array.isArray(value)) value = /^\d{1,6}$/.test(key) ? value[Number(key)] : undefined;
    else value = own(value, key);
  }
  return value;
}
