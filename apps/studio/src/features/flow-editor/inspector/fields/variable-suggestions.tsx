import { foldText } from "@prosa/flow-schema";
import { classNames, VariableChip } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import type { TemplateVariable } from "../use-template-variables.ts";

/** Variables whose name or description has what was typed, those that begin with it first; at most 8. */
export function matchingVariables(variables: readonly TemplateVariable[], query: string): TemplateVariable[] {
  const wanted = foldText(query);
  const rank = ({ name }: TemplateVariable) => (foldText(name).startsWith(wanted) ? 0 : 1);
  return variables
    .filter(({ name, about }) => foldText(name).includes(wanted) || foldText(about).includes(wanted))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, 8);
}

interface VariableSuggestionsProps {
  id: string;
  variables: readonly TemplateVariable[];
  active: number;
  onChoose: (name: string) => void;
}

/** The list under a text in which `{{` was typed. The text keeps the focus; the list is told by `aria-activedescendant`. */
export function VariableSuggestions({ id, variables, active, onChoose }: VariableSuggestionsProps) {
  const { t } = useTranslation("inspector");
  return (
    <div
      aria-label={t("variables.title")}
      className="absolute top-full right-0 left-0 z-20 mt-1 max-h-64 overflow-y-auto rounded-md border border-line bg-surface p-1 shadow-2"
      id={`${id}-variables`}
      role="listbox"
    >
      {variables.length === 0 ? <p className="px-2 py-1.5 text-ink-2 text-sm">{t("variables.none")}</p> : null}
      {variables.map((variable, index) => (
        <div
          aria-selected={index === active}
          className={classNames(
            "flex min-h-8 cursor-default items-center justify-between gap-3 rounded-sm px-2 py-1 pointer-coarse:min-h-11",
            index === active && "bg-surface-2",
          )}
          id={`${id}-variable-${index}`}
          key={variable.name}
          onPointerDown={(event) => {
            event.preventDefault(); // the text keeps the focus
            onChoose(variable.name);
          }}
          role="option"
          tabIndex={-1}
        >
          <VariableChip name={variable.name} />
          <span className="truncate text-ink-2 text-sm">{variable.about}</span>
        </div>
      ))}
    </div>
  );
}
