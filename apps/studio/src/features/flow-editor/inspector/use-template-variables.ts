import { systemVariables } from "@prosa/flow-schema";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDocument } from "./inspector-scope.tsx";
import { useSecretNames } from "./resources.ts";

/** A name that may stand in `{{…}}`, with a word about it. */
export interface TemplateVariable {
  name: string;
  about: string;
}

/** Every variable a text may use here: declared ones, then what the system knows, then secrets where they are allowed. */
export function useTemplateVariables({ secrets }: { secrets: boolean }): TemplateVariable[] {
  const { t } = useTranslation("inspector");
  const { variables } = useDocument();
  const names = useSecretNames(secrets);
  return useMemo(
    () => [
      ...Object.entries(variables).map(([name, { type, description }]) => ({
        name,
        about: description || t(`variableType.${type}`),
      })),
      ...Object.keys(systemVariables).map((name) => ({
        name,
        about: t(`systemVariable.${name as keyof typeof systemVariables}`),
      })),
      ...names.map((name) => ({ name: `secret.${name}`, about: t("variables.secret") })),
    ],
    [variables, names, t],
  );
}
