import { MultiCombobox } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import type { FieldProps } from "../field-props.ts";
import { useDocument } from "../inspector-scope.tsx";
import { InspectorField } from "./basic-inputs.tsx";

/** Tags of a contact: those this drawing uses already are offered, others are typed. */
export function TagsInput(props: FieldProps) {
  const { t } = useTranslation("inspector");
  const { nodes } = useDocument();
  const values = stringsOf(props.value);
  const used = Object.values(nodes)
    .filter(({ type }) => type === "tag-contact")
    .flatMap(({ config }) => Object.values(config).flatMap(stringsOf));
  return (
    <InspectorField {...props}>
      <MultiCombobox
        createLabel={(text) => t("tags.create", { tag: text })}
        emptyText={t("tags.type")}
        onCreate={(text) => props.onChange([...new Set([...values, text.trim()])])}
        onValuesChange={(next) => props.onChange(next)}
        options={[...new Set([...used, ...values])].map((tag) => ({ value: tag, label: tag }))}
        placeholder={t("tags.type")}
        removeLabel={(tag) => t("remove", { what: tag })}
        values={values}
      />
    </InspectorField>
  );
}

const stringsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
