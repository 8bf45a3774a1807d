import type { FormField } from "@prosa/flow-schema";
import type { ComponentType } from "react";
import type { FieldListProps, FieldProps } from "./field-props.ts";
import { NumberInput, SelectInput, StringsInput, SwitchInput, TextInput } from "./fields/basic-inputs.tsx";
import { ComparisonsInput } from "./fields/comparisons-input.tsx";
import { DurationInput } from "./fields/duration-input.tsx";
import { GroupInput, VariantsInput } from "./fields/group-input.tsx";
import { JsonInput } from "./fields/json-input.tsx";
import { KeyedList } from "./fields/keyed-list.tsx";
import { MediaInput } from "./fields/media-input.tsx";
import { FlowInput, NodeInput, QueueInput } from "./fields/resource-inputs.tsx";
import { TagsInput } from "./fields/tags-input.tsx";
import { TemplateInput } from "./fields/template-input.tsx";
import { TemplateMessageInput } from "./fields/template-message-input.tsx";
import { TemplateValuesInput } from "./fields/template-values-input.tsx";
import { TimeInput } from "./fields/time-input.tsx";
import { VariableInput } from "./fields/variable-input.tsx";

/** Inputs by the hint a schema gives (`.meta({ field })`). */
const byHint: Record<string, ComponentType<FieldProps>> = {
  template: TemplateInput,
  "template-line": TemplateInput,
  "secret-template": TemplateInput,
  variable: VariableInput,
  "variable-target": VariableInput,
  duration: DurationInput,
  media: MediaInput,
  queue: QueueInput,
  flow: FlowInput,
  node: NodeInput,
  tags: TagsInput,
  json: JsonInput,
  "template-message": TemplateMessageInput,
  "template-values": TemplateValuesInput,
  hidden: () => null,
  comparisons: ComparisonsInput,
  time: TimeInput,
};

/** Inputs by the schema's own type, where it gives no hint. */
const byKind: Record<FieldProps["field"]["kind"], ComponentType<FieldProps>> = {
  text: TextInput,
  number: NumberInput,
  switch: SwitchInput,
  select: SelectInput,
  list: KeyedList,
  group: GroupInput,
  variants: VariantsInput,
  strings: StringsInput,
  map: JsonInput,
  json: JsonInput,
};

/** The input that serves a field best. */
function FieldView(props: FieldProps) {
  const View = (props.field.field && byHint[props.field.field]) || byKind[props.field.kind];
  return <View {...props} />;
}

/** The fields of one object, those that apply: a field with `when` shows only beside the values it names. */
export function FieldList({ fields, value, pointer, words, onChange }: FieldListProps) {
  const applies = ({ when }: FormField) => {
    if (!when) return true;
    const sibling = fields.find((field) => field.name === when.name);
    return when.is.includes(value[when.name] ?? sibling?.default ?? null);
  };
  return fields
    .filter(applies)
    .map((field) => (
      <FieldView
        field={field}
        key={field.name}
        nested={FieldList}
        onChange={(next) => onChange({ [field.name]: next })}
        onSiblings={onChange}
        pointer={`${pointer}/${field.name}`}
        value={value[field.name] ?? field.default}
        words={words}
      />
    ));
}
