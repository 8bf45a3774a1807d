import type { NodeDefinition } from "../define-node.ts";
import type { FormField } from "../form-field.ts";
import { formFields } from "../form-fields.ts";
import type { Json } from "../json.ts";
import { safely } from "./drawing.ts";

/** One value inside a config, with the field it belongs to. */
export interface ConfigValue {
  /** JSON pointer into the config. */
  pointer: string;
  value: Json;
  field: FormField;
}

const known = new WeakMap<NodeDefinition, FormField[]>();

/** Every value of a config that has a field of its own, keyed items and groups walked through; hidden fields are left out. */
export function configValues(definition: NodeDefinition, config: Record<string, Json>): ConfigValue[] {
  let fields = known.get(definition);
  if (!fields) {
    fields = safely(() => formFields(definition), []);
    known.set(definition, fields);
  }
  return valuesIn(fields, config, "");
}

function valuesIn(fields: FormField[], config: Json | undefined, pointer: string): ConfigValue[] {
  if (typeof config !== "object" || config === null || Array.isArray(config)) return [];
  return fields.flatMap((field) => {
    const value = Object.hasOwn(config, field.name) ? config[field.name] : undefined;
    if (value === undefined || !isShown(field, config)) return [];
    const at = `${pointer}/${field.name}`;
    if (field.kind === "group") return valuesIn(field.fields ?? [], value, at);
    if (field.kind === "list" && typeof value === "object" && value !== null) {
      return Object.entries(value).flatMap(([id, item]) => valuesIn(field.fields ?? [], item, `${at}/${id}`));
    }
    if (field.kind === "variants") return valuesIn(variantFields(field, value), value, at);
    return [{ pointer: at, value, field }];
  });
}

function isShown({ when }: FormField, siblings: { [key: string]: Json }): boolean {
  return !when || !Object.hasOwn(siblings, when.name) || when.is.includes(siblings[when.name] ?? null);
}

function variantFields({ discriminator, variants }: FormField, value: Json): FormField[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const tag = value[discriminator ?? ""];
  return variants?.find((variant) => variant.value === tag)?.fields ?? [];
}
