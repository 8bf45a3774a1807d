import { isTree } from "../changes/document-path.ts";
import type { NodeDefinition } from "../define-node.ts";
import type { FormField } from "../form-field.ts";
import { formFields } from "../form-fields.ts";
import type { Json } from "../json.ts";
import { own } from "../own.ts";
import { safely } from "./safely.ts";

/** One value inside a config, with the field it belongs to. */
export interface ConfigValue {
  /** JSON pointer into the config. */
  pointer: string;
  value: Json;
  field: FormField;
}

type Config = Record<string, Json>;

const known = new WeakMap<NodeDefinition, FormField[]>();

/** Every value of a config that has a field of its own, keyed items and groups walked through; hidden fields are left out. */
export const configValues = (definition: NodeDefinition, config: Config): ConfigValue[] =>
  valuesIn(fieldsOf(definition), config, "");

/**
 * The config with what its form hides put back to where it began: a length of an answer that is no text any more, the old
 * value of a variable that is now cleared. Nobody sees it, so nobody is told of it.
 */
export const shownConfig = (definition: NodeDefinition, config: Config): Config =>
  shownIn(fieldsOf(definition), config) as Config;

function fieldsOf(definition: NodeDefinition): FormField[] {
  let fields = known.get(definition);
  if (!fields) {
    fields = safely(() => formFields(definition), []);
    known.set(definition, fields);
  }
  return fields;
}

/** Fields come in the schema's order, so that one hidden by a hidden one is hidden too. */
function shownIn(fields: FormField[], config: Json): Json {
  if (!isTree(config)) return config;
  let shown = config;
  for (const field of fields) {
    const value = own(shown, field.name);
    if (value === undefined) continue;
    const next = isShown(field, shown) ? shownValue(field, value) : (field.default ?? null);
    const kept = next === value || (next === null && field.default === undefined);
    if (!kept) shown = { ...shown, [field.name]: next };
  }
  return shown;
}

function shownValue(field: FormField, value: Json): Json {
  if (field.kind === "group") return shownIn(field.fields ?? [], value);
  if (field.kind === "variants") return shownIn(variantFields(field, value), value);
  if (field.kind !== "list" || !isTree(value)) return value;
  let items = value;
  for (const [id, item] of Object.entries(value)) {
    const shown = shownIn(field.fields ?? [], item);
    if (shown !== item) items = { ...items, [id]: shown };
  }
  return items;
}

function valuesIn(fields: FormField[], config: Json | undefined, pointer: string): ConfigValue[] {
  if (!isTree(config)) return [];
  return fields.flatMap((field) => {
    const value = own(config, field.name);
    if (value === undefined || !isShown(field, config)) return [];
    const at = `${pointer}/${field.name}`;
    if (field.kind === "group") return valuesIn(field.fields ?? [], value, at);
    if (field.kind === "list" && isTree(value)) {
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
  if (!isTree(value)) return [];
  const tag = own(value, discriminator ?? "");
  return variants?.find((variant) => variant.value === tag)?.fields ?? [];
}
