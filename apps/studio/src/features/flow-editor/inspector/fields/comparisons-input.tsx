import { type Operator, operators } from "@prosa/flow-schema";
import { Button, Field, IconButton, Select } from "@prosa/ui";
import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { newId } from "../../document/edits.ts";
import { type FieldProps, textOf } from "../field-props.ts";
import { useDocument, useProblemAt, useReadOnly } from "../inspector-scope.tsx";
import { asItems, itemIds, withItem, withoutItem } from "../keyed-items.ts";
import { operatorsFor, takesValue } from "../operators-for.ts";
import { TemplateInput } from "./template-input.tsx";
import { VariableInput } from "./variable-input.tsx";

/** The rules of a branch: which variable, how it compares, with what. */
export function ComparisonsInput(props: FieldProps) {
  const { field, value, pointer, words, onChange } = props;
  const { t } = useTranslation("inspector");
  const document = useDocument();
  const readOnly = useReadOnly();
  const problem = useProblemAt(pointer);
  const rules = asItems(value);
  const fieldOf = (name: string) => field.fields?.find((one) => one.name === name);
  const left = fieldOf("left");
  const right = fieldOf("right");
  if (!left || !right) return null;
  return (
    <fieldset className="flex min-w-0 flex-col gap-3" disabled={readOnly}>
      <legend className="mb-1 text-ink-2 text-sm">{words.label(field.path)}</legend>
      {problem ? <p className="text-danger-ink text-sm">{problem}</p> : null}
      {itemIds(value).map((id, index) => {
        const rule = rules[id] ?? {};
        const operator = operators.find((one) => one === rule.operator) ?? "is";
        const set = (values: Record<string, string>) => onChange({ ...rules, [id]: { ...rule, ...values } });
        const nested = { ...props, pointer: `${pointer}/${id}` };
        return (
          <div className="flex flex-col gap-2 border-line border-l-2 pl-2.5" key={id}>
            <div className="flex items-end gap-1">
              <div className="min-w-0 flex-1">
                <VariableInput
                  {...nested}
                  field={left}
                  onChange={(next) =>
                    set(ruleFor(textOf(next ?? ""), operator, operatorsFor(textOf(next ?? ""), document)))
                  }
                  pointer={`${pointer}/${id}/left`}
                  value={rule.left}
                />
              </div>
              <IconButton
                disabled={readOnly}
                icon={<Trash2 />}
                label={t("removeItem", { number: index + 1 })}
                onClick={() => onChange(withoutItem(rules, id))}
                size="sm"
              />
            </div>
            <Field hideLabel label={t("operator.label")}>
              <Select
                onValueChange={(next) => set({ operator: next })}
                options={offered(operatorsFor(textOf(rule.left), document), operator).map((one) => ({
                  value: one,
                  label: t(`operator.${one}`),
                }))}
                value={operator}
              />
            </Field>
            {takesValue(operator) ? (
              <TemplateInput
                {...nested}
                field={right}
                onChange={(next) => set({ right: textOf(next ?? "") })}
                pointer={`${pointer}/${id}/right`}
                value={rule.right}
              />
            ) : null}
          </div>
        );
      })}
      <Button
        className="self-start"
        disabled={readOnly || (field.max !== undefined && Object.keys(rules).length >= field.max)}
        icon={<Plus />}
        onClick={() => onChange(withItem(rules, newId(), { left: "", operator: "is", right: "" }))}
        size="sm"
        variant="ghost"
      >
        {t("addTo", { list: words.label(field.path) })}
      </Button>
    </fieldset>
  );
}

/** The one in use stays offered, also when the variable's type changed under it. */
const offered = (fitting: Operator[], used: Operator): Operator[] =>
  fitting.includes(used) ? fitting : [used, ...fitting];

function ruleFor(left: string, operator: Operator, fitting: Operator[]): Record<string, string> {
  return { left, operator: fitting.includes(operator) ? operator : (fitting[0] ?? "is") };
}
