import type { FormField, Json } from "@prosa/flow-schema";
import { useTranslation } from "react-i18next";
import { type FieldProps, textOf } from "../field-props.ts";
import { useProblemAt } from "../inspector-scope.tsx";
import { asItems, itemIds } from "../keyed-items.ts";
import type { NodeWords } from "../words.ts";
import { withKeys } from "./group-input.tsx";

/** The values of the chosen template: which there are is the provider's to say, so each has only its own input. */
export function TemplateValuesInput({ field, value, pointer, words, onChange, nested: FieldList }: FieldProps) {
  const { t } = useTranslation("inspector");
  const problem = useProblemAt(pointer);
  const items = asItems(value);
  const ids = itemIds(value);
  if (ids.length === 0 && !problem) return null;
  const places = placesOf(ids.map((id) => items[id] ?? {}));
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1.5 font-bold text-base">{words.label(field.path)}</legend>
      {problem ? <p className="text-danger-ink text-sm">{problem}</p> : null}
      {ids.map((id, index) => {
        const item = items[id] ?? {};
        const label = t(`templates.value.${labelOf(item)}`, {
          place: places[index],
          button: textOf(item.label) || Number(item.index ?? 0) + 1,
        });
        return (
          <FieldList
            fields={valueFields(field.fields ?? [])}
            key={id}
            onChange={(values) => onChange({ ...items, [id]: withKeys(item, values) })}
            pointer={`${pointer}/${id}`}
            value={item}
            words={named(words, label, item.kind === "payload" ? t("templates.payloadHint") : undefined)}
          />
        );
      })}
    </fieldset>
  );
}

/** Of an item's fields those a person fills in. `kind` stays known to the others' `when`. */
const valueFields = (fields: readonly FormField[]) =>
  fields.map((one) => (one.name === "value" || one.name === "media" ? one : { ...one, field: "hidden" }));

/** Words that call the value by what it stands for. */
const named = (words: NodeWords, label: string, hint: string | undefined): NodeWords => ({
  ...words,
  label: () => label,
  hint: () => hint,
});

function labelOf({ component, kind }: Record<string, Json>) {
  if (kind === "payload" || kind === "coupon_code" || kind === "url") return kind;
  if (kind === "image" || kind === "video" || kind === "document") return "file";
  return component === "header" ? "header" : "body";
}

/** `{{1}}` or `{{name}}` as the template has it: numbered ones count within their component. */
function placesOf(items: Array<Record<string, Json>>): string[] {
  const counts = new Map<string, number>();
  return items.map(({ component, name }) => {
    const count = (counts.get(textOf(component)) ?? 0) + 1;
    counts.set(textOf(component), count);
    return `{{${textOf(name) || count}}}`;
  });
}
