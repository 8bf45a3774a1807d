/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * One text for one value: keys sorted by code unit, no white space, so that equal documents give equal bytes (and hashes)
 * on every host. Keys whose value is `undefined` are left out.
 *
 * @example canonicalJson({ b: 1, a: [true] }) // '{"a":[true],"b":1}'
 */
export const canonicalJson = (value: unknown): string => (inOrder(value) ? JSON.stringify(value) : ordered(value));

/** Whether all keys are in order already, as they mostly are: the host's own writer, far faster, then gives the same. */
function inOrder(value: unknown): boolean {
  if (value === null || typeof value !== "object") return value !== undefined;
  if (Array.isArray(value)) return value.every(inOrder);
  let before = "";
  for (const key of Object.keys(value)) {
    const item = (value as Record<string, unknown>)[key];
    if (key < before || (item !== undefined && !inOrder(item))) return false;
    before = key;
  }
  return true;
}

/** Sorts where it must: of a large part that is in order, only the check is repeated. */
function ordered(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}
