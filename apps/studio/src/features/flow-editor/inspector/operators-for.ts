import type { FlowDocument, Operator, SystemVariable, VariableType } from "@prosa/flow-schema";
import { own, systemVariables, wordlessOperators } from "@prosa/flow-schema";

const presence: Operator[] = ["is-empty", "is-not-empty"];
const sizes: Operator[] = ["greater", "greater-or-equal", "less", "less-or-equal"];

const byType: Record<VariableType, Operator[]> = {
  text: ["is", "is-not", "contains", "does-not-contain", "starts-with", "ends-with", ...presence, ...sizes],
  number: ["is", "is-not", ...sizes, ...presence],
  "yes-no": ["is-yes", "is-no", ...presence],
  date: ["is", "is-not", "before", "after", ...presence],
  list: ["contains", "does-not-contain", ...presence],
  object: presence,
};

/** The comparisons that make sense for a variable, the usual first. Unknown variables may be compared as text. */
export function operatorsFor(variable: string, { variables }: Pick<FlowDocument, "variables">): Operator[] {
  if (variable === "contact.tags") return ["has-tag", "has-not-tag", ...presence];
  const system = Object.hasOwn(systemVariables, variable) ? systemVariables[variable as SystemVariable] : undefined;
  return byType[own(variables, variable)?.type ?? system ?? "text"];
}

/** Whether a comparison has a right side to fill in. */
export const takesValue = (operator: Operator): boolean => !wordlessOperators.includes(operator);
