import {
  type Json,
  type VariableDeclaration,
  type VariableScope,
  type VariableType,
  variableName,
  variableScopes,
  variableTypes,
} from "@prosa/flow-schema";
import { Button, Combobox, Dialog, Field, RadioGroup, Select } from "@prosa/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type FieldProps, textOf } from "../field-props.ts";
import { useCommit, useDocument, useReadOnly } from "../inspector-scope.tsx";
import { useTemplateVariables } from "../use-template-variables.ts";
import { InspectorField } from "./basic-inputs.tsx";

/** Picks a variable; a new name is declared on the spot. A target is one that can be written: no system value. */
export function VariableInput(props: FieldProps) {
  const { field, value, onChange } = props;
  const { t } = useTranslation("inspector");
  const document = useDocument();
  const readOnly = useReadOnly();
  const [creating, setCreating] = useState<string | null>(null);
  const known = useTemplateVariables({ secrets: false });
  const target = field.field === "variable-target";
  const offered = target ? known.filter(({ name }) => Object.hasOwn(document.variables, name)) : known;
  const chosen = textOf(value);
  const options = offered.map(({ name, about }) => ({ value: name, label: name, description: about }));
  if (chosen && !options.some((option) => option.value === chosen))
    options.push({ value: chosen, label: chosen, description: t("variables.undeclared") });
  return (
    <>
      <InspectorField {...props}>
        <Combobox
          clearLabel={t("clear")}
          createLabel={(text) => t("variables.create", { name: nameFrom(text) })}
          disabled={readOnly}
          emptyText={t("variables.none")}
          onCreate={(text) => setCreating(nameFrom(text))}
          onValueChange={(next) => onChange(next ?? (field.nullable ? null : ""))}
          openLabel={t("open")}
          options={options}
          placeholder={t("variables.choose")}
          value={chosen || null}
        />
      </InspectorField>
      {creating === null ? null : (
        <DeclareVariable name={creating} onClose={() => setCreating(null)} onDeclared={(name) => onChange(name)} />
      )}
    </>
  );
}

interface DeclareVariableProps {
  name: string;
  onClose: () => void;
  onDeclared: (name: string) => void;
}

function DeclareVariable({ name, onClose, onDeclared }: DeclareVariableProps) {
  const { t } = useTranslation("inspector");
  const commit = useCommit();
  const [type, setType] = useState<VariableType>("text");
  const [scope, setScope] = useState<VariableScope>("session");
  const valid = variableName.safeParse(name).success;
  const declare = () => {
    const declaration: VariableDeclaration = { type, scope };
    commit([{ path: ["variables", name], value: { ...declaration } as Json }], "variable");
    onDeclared(name);
    onClose();
  };
  return (
    <Dialog
      closeLabel={t("close")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button disabled={!valid} onClick={declare} variant="primary">
            {t("variables.declare")}
          </Button>
        </>
      }
      onOpenChange={(open) => !open && onClose()}
      open
      title={t("variables.newTitle", { name })}
    >
      <div className="flex flex-col gap-4">
        {valid ? null : <p className="text-danger-ink text-sm">{t("variables.badName")}</p>}
        <Field label={t("variables.type")}>
          <Select
            onValueChange={setType}
            options={variableTypes.map((one) => ({ value: one, label: t(`variableType.${one}`) }))}
            value={type}
          />
        </Field>
        <Field label={t("variables.scope")}>
          <RadioGroup
            onValueChange={setScope}
            options={variableScopes.map((one) => ({
              value: one,
              label: t(`variableScope.${one}`),
              description: t(`variableScopeHint.${one}`),
            }))}
            value={scope}
          />
        </Field>
      </div>
    </Dialog>
  );
}

/** A variable's name from what was typed: blanks become `_`, other signs go. */
function nameFrom(text: string): string {
  return text
    .trim()
    .replace(/^\{+|\}+$/g, "")
    .trim()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^[_\p{N}]+|_+$/gu, "")
    .slice(0, 64);
}
