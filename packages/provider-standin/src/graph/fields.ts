import { GraphError } from "./graph-error.ts";

/** Reading of a request's JSON, refusing as Meta does: 131008 for what is missing, 131009 for what is wrong, 100 for what is unknown. */
export type Json = Record<string, unknown>;

export const missing = (path: string): GraphError => new GraphError(131008, `The parameter ${path} is required.`);
export const invalid = (path: string, why: string): GraphError => new GraphError(131009, `Parameter ${path} ${why}.`);

export function objectAt(parent: Json, name: string, path = name): Json {
  const value = parent[name];
  if (value === undefined || value === null) throw missing(path);
  if (typeof value !== "object" || Array.isArray(value)) throw invalid(path, "must be an object");
  return value as Json;
}

export function listAt(
  parent: Json,
  name: string,
  { path, min, max }: { path: string; min: number; max: number },
): Json[] {
  const value = parent[name];
  if (value === undefined || value === null) throw missing(path);
  if (!Array.isArray(value)) throw invalid(path, "must be an array");
  if (value.length < min || value.length > max) throw invalid(path, `must have ${min} to ${max} entries`);
  for (const item of value)
    if (typeof item !== "object" || item === null || Array.isArray(item)) throw invalid(path, "must hold objects");
  return value as Json[];
}

/** A text that must be there, of at most `max` characters (not code units). */
export function textAt(parent: Json, name: string, { path, max }: { path: string; max: number }): string {
  const value = parent[name];
  if (value === undefined || value === null || value === "") throw missing(path);
  if (typeof value !== "string") throw invalid(path, "must be a string");
  if (value.trim() === "") throw invalid(path, "must not be blank");
  if (Array.from(value).length > max) throw invalid(path, `must be at most ${max} characters long`);
  return value;
}

export function optionalTextAt(parent: Json, name: string, rules: { path: string; max: number }): string | null {
  return parent[name] === undefined || parent[name] === null || parent[name] === ""
    ? null
    : textAt(parent, name, rules);
}

export function onlyKeys(value: Json, allowed: string[], path: string): void {
  const unexpected = Object.keys(value).find((key) => !allowed.includes(key));
  if (unexpected !== undefined) throw new GraphError(100, `Unexpected key "${unexpected}" on param "${path}".`);
}

export function unique(values: string[], path: string): void {
  if (new Set(values).size !== values.length) throw invalid(path, "must not repeat");
}
