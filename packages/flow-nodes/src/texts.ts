import { templateReads } from "@prosa/flow-schema";

/** The variables that several templates read, each once. */
export function readsOf(...templates: Array<string | undefined>): string[] {
  return [...new Set(templates.flatMap((template) => (template ? templateReads(template) : [])))];
}

/** A pointer for each of these texts that is there: what can be translated. */
export function pointersOf(texts: Record<string, string | undefined>): string[] {
  return Object.entries(texts).flatMap(([pointer, text]) => (text ? [pointer] : []));
}
