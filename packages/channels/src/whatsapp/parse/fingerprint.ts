/** Below this depth nothing tells two values apart: hostile nesting must not exhaust the stack. */
const depthLimit = 32;

/**
 * 64 bits (hex) by which a repeat is known, whatever the order of its keys: FNV-1a twice. Not against forgery, for which
 * requests are signed.
 */
export function fingerprint(value: unknown): string {
  const text = flat(value, depthLimit);
  return [0x811c9dc5, 0x9e3779b9].map((seed) => hash(text, seed)).join("");
}

function flat(value: unknown, depth: number): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (depth === 0) return "…";
  if (Array.isArray(value)) return `[${value.map((item) => flat(item, depth - 1)).join(",")}]`;
  const fields = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${flat(item, depth - 1)}`);
  return `{${fields.sort().join(",")}}`;
}

function hash(text: string, seed: number): string {
  let state = seed;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return (state >>> 0).toString(16).padStart(8, "0");
}
