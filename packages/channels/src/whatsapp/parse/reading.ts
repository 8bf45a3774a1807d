/** Careful reading of JSON nobody vouches for: a value of another type than expected counts as absent. */
export type Fields = Record<string, unknown>;

export const fieldsOf = (value: unknown): Fields =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Fields) : {};

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** A text that is not empty; ids come as numbers in some webhooks. */
export function textIn(fields: Fields, name: string): string | null {
  const value = Object.hasOwn(fields, name) ? fields[name] : null;
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}

export function numberIn(fields: Fields, name: string): number | null {
  const value = Object.hasOwn(fields, name) ? fields[name] : null;
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** Meta's times are seconds since 1970, mostly as text. In ms; null for what no clock ever showed. */
export function timeIn(fields: Fields, name: string): number | null {
  const seconds = Number(textIn(fields, name) ?? Number.NaN);
  return Number.isInteger(seconds) && seconds > 0 && seconds < 1e11 ? seconds * 1000 : null;
}

/** The entry under this name when it is there and has a value. */
export const given = <Name extends string, Value>(name: Name, value: Value | null): { [N in Name]?: Value } =>
  (value === null ? {} : { [name]: value }) as { [N in Name]?: Value };
