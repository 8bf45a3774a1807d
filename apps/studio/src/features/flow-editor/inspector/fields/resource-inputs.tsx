import { Combobox, HueSquare, Select } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { type FieldProps, textOf } from "../field-props.ts";
import { useDocument, useReadOnly, useScope } from "../inspector-scope.tsx";
import { useFlows, useQueues } from "../resources.ts";
import { nodeWords } from "../words.ts";
import { InspectorField } from "./basic-inputs.tsx";

const byDefault = "default";

/** A queue by its name; none is the workspace's default queue. */
export function QueueInput(props: FieldProps) {
  const { t } = useTranslation("inspector");
  const queues = useQueues();
  const value = textOf(props.value);
  const missing = value !== "" && !queues.some((queue) => queue.id === value);
  return (
    <InspectorField {...props}>
      <Select
        onValueChange={(next) => props.onChange(next === byDefault ? null : next)}
        options={[
          { value: byDefault, label: t("queue.default") },
          ...queues.map(({ id, name, color }) => ({
            value: id,
            label: name,
            icon: <HueSquare color={color} hueKey={id} />,
          })),
          ...(missing ? [{ value, label: t("missing") }] : []),
        ]}
        value={value || byDefault}
      />
    </InspectorField>
  );
}

/** Another flow, by its name. */
export function FlowInput(props: FieldProps) {
  const { t } = useTranslation("inspector");
  const options = useFlows().map(({ id, name }) => ({ value: id, label: name }));
  return <ChoiceFromList {...props} empty={t("flow.none")} options={options} placeholder={t("flow.choose")} />;
}

/** Another block of this drawing, by its label. */
export function NodeInput(props: FieldProps) {
  const { t, i18n } = useTranslation("inspector");
  const { registry } = useScope();
  const options = Object.entries(useDocument().nodes).map(([id, node]) => {
    const definition = registry.get(node.type);
    const type = definition ? nodeWords(definition, i18n.language).title : node.type;
    return { value: id, label: node.label ?? type, description: type };
  });
  return <ChoiceFromList {...props} empty={t("node.none")} options={options} placeholder={t("node.choose")} />;
}

function ChoiceFromList({
  options,
  empty,
  placeholder,
  ...props
}: FieldProps & {
  options: Array<{ value: string; label: string; description?: string }>;
  empty: string;
  placeholder: string;
}) {
  const { t } = useTranslation("inspector");
  const value = textOf(props.value);
  const known = !value || options.some((option) => option.value === value);
  return (
    <InspectorField {...props}>
      <Combobox
        clearLabel={t("clear")}
        disabled={useReadOnly()}
        emptyText={empty}
        onValueChange={(next) => props.onChange(next ?? "")}
        openLabel={t("open")}
        options={known ? options : [...options, { value, label: t("missing") }]}
        placeholder={placeholder}
        value={value || null}
      />
    </InspectorField>
  );
}
