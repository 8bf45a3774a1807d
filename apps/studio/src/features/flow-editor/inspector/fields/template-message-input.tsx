import type { Json, ProviderTemplate } from "@prosa/flow-schema";
import { Combobox, Field, Select } from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormattedText } from "../../../../shared/formatted-text/formatted-text.tsx";
import { templatesQuery } from "../../../../shared/queries/templates.ts";
import { useWorkspaceId } from "../../../../shared/session/workspace.ts";
import { newId } from "../../document/edits.ts";
import { type FieldProps, textOf } from "../field-props.ts";
import { useReadOnly } from "../inspector-scope.tsx";
import { useConnections } from "../resources.ts";
import { InspectorField } from "./basic-inputs.tsx";

/** An approved template of one of the accounts; choosing one fills in its language, its parameters and its preview. */
export function TemplateMessageInput(props: FieldProps) {
  const { value, onSiblings } = props;
  const { t } = useTranslation("inspector");
  const readOnly = useReadOnly();
  const connections = useConnections();
  const [picked, setPicked] = useState<string | null>(null);
  const connection = picked ?? connections[0]?.id ?? "";
  const { data: approved = [], isPending } = useQuery({
    ...templatesQuery(useWorkspaceId(), connection),
    enabled: connection !== "",
  });
  const chosen = approved.find(({ name }) => name === value);
  const options = approved.map((template) => ({
    value: keyOf(template),
    label: template.name,
    description: `${template.language} · ${template.body.slice(0, 80)}`,
  }));
  const name = textOf(value);
  const current = options.find((option) => option.value === (chosen && keyOf(chosen)))?.value ?? (name ? name : null);
  return (
    <>
      {connections.length > 1 ? (
        <Field label={t("templates.connection")}>
          <Select
            onValueChange={setPicked}
            options={connections.map((one) => ({ value: one.id, label: one.name }))}
            value={connection}
          />
        </Field>
      ) : null}
      <InspectorField {...props}>
        <Combobox
          clearLabel={t("clear")}
          disabled={readOnly}
          emptyText={isPending && connection ? t("loading") : t("templates.none")}
          onValueChange={(key) => {
            const template = approved.find((one) => keyOf(one) === key);
            onSiblings(template ? configOf(template) : { name: "", language: "", parameters: {}, preview: "" });
          }}
          openLabel={t("open")}
          options={current === name && name ? [...options, { value: name, label: name }] : options}
          placeholder={t("templates.choose")}
          value={current}
        />
      </InspectorField>
      {chosen ? (
        <div className="rounded-md bg-bubble-bot px-3 py-2 text-base">
          <FormattedText text={chosen.body} variables />
        </div>
      ) : null}
    </>
  );
}

const keyOf = ({ name, language }: Pick<ProviderTemplate, "name" | "language">) => `${name} ${language}`;

function configOf(template: ProviderTemplate): Record<string, Json> {
  const parameters = template.parameters.map(({ component, index = 0, kind, name = "", label = "" }, place) => [
    newId(),
    { component, index, kind, name, label, value: "", media: null, order: place + 1 },
  ]);
  return {
    name: template.name,
    language: template.language,
    parameters: Object.fromEntries(parameters) as Record<string, Json>,
    preview: template.body,
  };
}
