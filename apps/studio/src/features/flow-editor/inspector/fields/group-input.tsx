import type { Json } from "@prosa/flow-schema";
import { Field, Select } from "@prosa/ui";
import type { FieldProps } from "../field-props.ts";

/** An object: its fields one below the other. */
export function GroupInput({ field, value, pointer, words, onChange, nested: FieldList }: FieldProps) {
  const object = asObject(value);
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1 text-ink-2 text-sm">{words.label(field.path)}</legend>
      <FieldList
        fields={field.fields ?? []}
        onChange={(values) => onChange(withKeys(object, values))}
        pointer={pointer}
        value={object}
        words={words}
      />
    </fieldset>
  );
}

/** One of several shapes: which, then its fields. */
export function VariantsInput({ field, value, pointer, words, onChange, nested: FieldList }: FieldProps) {
  const object = asObject(value);
  const discriminator = field.discriminator ?? "type";
  const path = `${field.path}.${discriminator}`;
  const chosen = typeof object[discriminator] === "string" ? object[discriminator] : null;
  const fields = field.variants?.find((variant) => variant.value === chosen)?.fields ?? [];
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <Field label={words.label(field.path)}>
        <Select
          onValueChange={(next) => onChange({ [discriminator]: next })}
          options={(field.variants ?? []).map((variant) => ({
            value: variant.value,
            label: words.option(path, variant.value),
          }))}
          value={chosen}
        />
      </Field>
      <FieldList
        fields={fields}
        onChange={(values) => onChange(withKeys(object, values))}
        pointer={pointer}
        value={object}
        words={words}
      />
    </fieldset>
  );
}

function asObject(value: Json | undefined): Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/** With these keys set; `undefined` takes a key away. */
export function withKeys(object: Record<string, Json>, values: Record<string, Json | undefined>): Record<string, Json> {
  const merged = Object.entries({ ...object, ...values });
  return Object.fromEntries(merged.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
