import type { Json } from "@prosa/flow-schema";

/** A value as JSON keeps it: what JSON cannot hold (functions, NaN, undefined) becomes null. Plain texts cost nothing. */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "object") return null;
  return JSON.parse(JSON.stringify(value)) as Json;
}
