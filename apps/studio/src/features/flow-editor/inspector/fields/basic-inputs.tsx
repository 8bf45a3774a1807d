import type { Json } from "@prosa/flow-schema";
import { Field, MultiCombobox, NumberField, SegmentedControl, Select, Switch, TextField } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { type FieldProps, textOf } from "../field-props.ts";
import { useProblemAt, useReadOnly } from "../inspector-scope.tsx";

/** Label, hint and problem around one control, as the derived form says them. */
export function InspectorField({
  field,
  pointer,
  words,
  children,
  inline,
}: Pick<FieldProps, "field" | "pointer" | "words"> & { children: React.ReactNode; inline?: boolean }) {
  return (
    <Field
      description={words.hint(field.path)}
      disabled={useReadOnly()}
      error={useProblemAt(pointer)}
      inline={inline}
      label={words.label(field.path)}
    >
      {children}
    </Field>
  );
}

export function TextInput(props: FieldProps) {
  const { field, value, words, onChange } = props;
  return (
    <InspectorField {...props}>
      <TextField
        maxLength={field.max}
        onValueChange={(text) => onChange(text === "" && !field.required ? undefined : text)}
        placeholder={words.placeholder(field.path)}
        value={textOf(value)}
      />
    </InspectorField>
  );
}

export function NumberInput(props: FieldProps) {
  const { field, value, onChange } = props;
  const { t, i18n } = useTranslation("inspector");
  return (
    <InspectorField {...props}>
      <NumberField
        decreaseLabel={t("decrease")}
        increaseLabel={t("increase")}
        locale={i18n.language}
        max={field.max}
        min={field.min}
        onValueChange={(next) => onChange(next ?? (field.nullable ? null : (field.default ?? field.min ?? 0)))}
        step={field.integer ? 1 : undefined}
        value={typeof value === "number" ? value : null}
      />
    </InspectorField>
  );
}

export function SwitchInput(props: FieldProps) {
  return (
    <InspectorField {...props} inline>
      <Switch checked={props.value === true} onCheckedChange={(on) => props.onChange(on)} />
    </InspectorField>
  );
}

/** Two or three short choices side by side, more in a list. */
export function SelectInput(props: FieldProps) {
  const { field, value, words, onChange } = props;
  const options = (field.values ?? []).map((one) => ({ value: `${one}`, label: words.option(field.path, `${one}`) }));
  const chosen = options.find((option) => option.value === `${value as string}`)?.value ?? null;
  const choose = (next: string) => onChange((field.values ?? []).find((one) => `${one}` === next) as Json);
  const short = options.length <= 3 && options.reduce((sum, { label }) => sum + label.length, 0) <= 30;
  return (
    <InspectorField {...props}>
      {short ? (
        <SegmentedControl
          aria-label={words.label(field.path)}
          className="self-start"
          onValueChange={choose}
          options={options}
          value={chosen ?? ""}
        />
      ) : (
        <Select onValueChange={choose} options={options} value={chosen} />
      )}
    </InspectorField>
  );
}

/** A list of short texts: type one, Enter, the next. */
export function StringsInput(props: FieldProps) {
  const { t } = useTranslation("inspector");
  const values = Array.isArray(props.value) ? props.value.filter((one) => typeof one === "string") : [];
  const full = props.field.max !== undefined && values.length >= props.field.max;
  return (
    <InspectorField {...props}>
      <MultiCombobox
        createLabel={(text) => t("add", { text })}
        emptyText={full ? t("full") : t("typeToAdd")}
        onCreate={full ? undefined : (text) => props.onChange([...new Set([...values, text.trim()])])}
        onValuesChange={(next) => props.onChange(next)}
        options={values.map((one) => ({ value: one, label: one }))}
        placeholder={props.words.placeholder(props.field.path)}
        removeLabel={(label) => t("remove", { what: label })}
        values={values}
      />
    </InspectorField>
  );
}
