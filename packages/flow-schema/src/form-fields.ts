import type { z } from "zod";
import type { FormField } from "./form-field.ts";
import type { Json } from "./json.ts";

/**
 * The inspector's form of a node type, derived from its `config` schema (a zod 4 object). Only the schema's own data is
 * read, never an `instanceof`, so that a node type bundled with its own copy of zod works as well.
 */
export function formFields(definition: { config: z.ZodType }): FormField[] {
  return fieldsOf(peel(definition.config as unknown as Schema).schema, "");
}

/** What is read of a zod schema: its published internals (zod 4, `_zod.def`). */
interface Schema {
  _zod: {
    def: {
      type: string;
      shape?: Record<string, Schema>;
      innerType?: Schema;
      valueType?: Schema;
      element?: Schema;
      in?: Schema;
      getter?: () => Schema;
      options?: Schema[];
      discriminator?: string;
      entries?: Record<string, string | number>;
      values?: unknown[];
      defaultValue?: unknown;
      format?: string;
      checks?: Array<{ _zod: { def: CheckDef } }>;
    };
  };
  meta?: () => Record<string, unknown> | undefined;
}

interface CheckDef {
  check: string;
  value?: unknown;
  minimum?: number;
  maximum?: number;
  format?: string;
}

interface Peeled {
  schema: Schema;
  optional: boolean;
  nullable: boolean;
  defaultValue?: Json;
  meta: Record<string, unknown>;
}

/** The schema inside its wrappers (optional, nullable, default …), with what the wrappers say; outer words win. */
function peel(outer: Schema): Peeled {
  const peeled: Peeled = { schema: outer, optional: false, nullable: false, meta: {} };
  for (;;) {
    const { def } = peeled.schema._zod;
    peeled.meta = { ...peeled.schema.meta?.(), ...peeled.meta };
    const inner = def.innerType ?? def.in ?? (def.type === "lazy" ? def.getter?.() : undefined);
    if (!inner) return peeled;
    if (def.type === "optional") peeled.optional = true;
    if (def.type === "nullable") peeled.nullable = true;
    if (def.type === "default" || def.type === "prefault") {
      peeled.optional = true;
      peeled.defaultValue ??= def.defaultValue as Json;
    }
    peeled.schema = inner;
  }
}

function fieldsOf({ _zod: { def } }: Schema, path: string, except?: string): FormField[] {
  return Object.entries(def.shape ?? {})
    .filter(([name]) => name !== except)
    .map(([name, schema]) => fieldOf(schema, { name, path: path === "" ? name : `${path}.${name}` }));
}

function fieldOf(outer: Schema, { name, path }: { name: string; path: string }): FormField {
  const { schema, optional, nullable, defaultValue, meta } = peel(outer);
  const field: FormField = { name, path, required: !optional, nullable, ...shapeOf(schema, path) };
  if (defaultValue !== undefined) field.default = defaultValue;
  if (typeof meta.field === "string") field.field = meta.field;
  if (typeof meta.maxItems === "number") field.max = meta.maxItems;
  if (isWhen(meta.when)) field.when = meta.when;
  return field;
}

/** What follows from the schema's own type. */
function shapeOf(schema: Schema, path: string): Partial<FormField> & Pick<FormField, "kind"> {
  const { def } = schema._zod;
  if (def.type === "string") return { kind: "text", ...bounds(schema) };
  if (def.type === "boolean") return { kind: "switch" };
  if (def.type === "number")
    return { kind: "number", ...bounds(schema), ...(isWhole(schema) ? { integer: true } : {}) };
  if (def.type === "enum") return { kind: "select", values: Object.values(def.entries ?? {}) };
  if (def.type === "literal") return { kind: "select", values: (def.values ?? []).filter(isEnumValue) };
  if (def.type === "object") return { kind: "group", fields: fieldsOf(schema, path) };
  if (def.type === "record") return recordShape(schema, path);
  if (def.type === "array") {
    return typeOf(def.element) === "string" ? { kind: "strings", ...bounds(schema) } : { kind: "json" };
  }
  if (def.type === "union" && def.discriminator) return variantsShape(def.options ?? [], def.discriminator, path);
  return { kind: "json" };
}

/** A record of objects with a numeric `order` is a keyed list. */
function recordShape({ _zod: { def } }: Schema, path: string): Partial<FormField> & Pick<FormField, "kind"> {
  const item = def.valueType && peel(def.valueType).schema;
  if (item && typeOf(item._zod.def.shape?.order) === "number")
    return { kind: "list", fields: fieldsOf(item, path, "order") };
  return typeOf(item) === "string" ? { kind: "map" } : { kind: "json" };
}

function variantsShape(
  options: Schema[],
  discriminator: string,
  path: string,
): Partial<FormField> & Pick<FormField, "kind"> {
  const variants = options.flatMap((option) => {
    const { schema } = peel(option);
    const tag = schema._zod.def.shape?.[discriminator];
    const values = tag ? (peel(tag).schema._zod.def.values ?? []) : [];
    return values.map((value) => ({ value: String(value), fields: fieldsOf(schema, path, discriminator) }));
  });
  return { kind: "variants", discriminator, variants };
}

const typeOf = (schema: Schema | undefined) => schema && peel(schema).schema._zod.def.type;

/** Bounds of a number, or of a text's or list's length. */
function bounds(schema: Schema): Pick<FormField, "min" | "max"> {
  const found: Pick<FormField, "min" | "max"> = {};
  for (const { check, value, minimum, maximum } of checksOf(schema)) {
    if (check === "greater_than" && typeof value === "number") found.min = value;
    if (check === "less_than" && typeof value === "number") found.max = value;
    if (check === "min_length") found.min = minimum;
    if (check === "max_length") found.max = maximum;
  }
  return found;
}

const isWhole = (schema: Schema) =>
  schema._zod.def.format === "safeint" ||
  checksOf(schema).some(({ check, format }) => check === "number_format" && format?.includes("int"));

const checksOf = ({ _zod: { def } }: Schema): CheckDef[] => (def.checks ?? []).map((check) => check._zod.def);

const isEnumValue = (value: unknown): value is string | number =>
  typeof value === "string" || typeof value === "number";

function isWhen(value: unknown): value is NonNullable<FormField["when"]> {
  if (typeof value !== "object" || value === null) return false;
  return "name" in value && typeof value.name === "string" && "is" in value && Array.isArray(value.is);
}
