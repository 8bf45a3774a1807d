import type { NodeDefinition } from "./define-node.ts";
import type { FormField } from "./form-field.ts";

/** The inspector's form of a node type, derived from its `config` schema. */
export function formFields(_definition: Pick<NodeDefinition<never>, "config">): FormField[] {
  return [];
}
