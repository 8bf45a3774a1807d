import type { VariableType } from "../value.ts";

/**
 * Whether a value of one type, written to a variable of another, is kept: always (as text, or as the one item of a list), for
 * some values (a text that happens to be a number), or never. What is not kept becomes null (see `coerceValue`).
 */
export function typeFits(given: VariableType, declared: VariableType): "always" | "sometimes" | "never" {
  if (given === declared || declared === "text" || declared === "list") return "always";
  return given === "text" && declared !== "object" ? "sometimes" : "never";
}
