import type { Json } from "@prosa/flow-schema";
import { Button, IconButton, useToast } from "@prosa/ui";
import { ChevronDown, ChevronUp, GripVertical, Plus, Trash2 } from "lucide-react";
import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { newId } from "../../document/edits.ts";
import type { FieldProps } from "../field-props.ts";
import { useProblemAt, useReadOnly, useWriteAt } from "../inspector-scope.tsx";
import { asItems, itemIds, withItem, withMoved, withoutItem } from "../keyed-items.ts";
import { withKeys } from "./group-input.tsx";

/** A keyed list: add, take away (with undo), reorder by dragging or with the arrows. Ids never change, so exits stay linked. */
export function KeyedList({ field, value, pointer, words, onChange, nested: FieldList }: FieldProps) {
  const { t } = useTranslation("inspector");
  const items = asItems(value);
  const ids = itemIds(value);
  const problem = useProblemAt(pointer);
  const readOnly = useReadOnly();
  const writeAt = useWriteAt();
  const toast = useToast();
  const [dragged, setDragged] = useState<string | null>(null);
  const label = words.label(field.path);

  const remove = (id: string) => {
    const item = items[id];
    writeAt(pointer, () => withoutItem(items, id), "remove");
    // By its key, and only where it is still gone: the newest step of undo may be another by then.
    const bringBack = () => writeAt(`${pointer}/${id}`, (now) => now ?? item, "edit");
    toast.show({ title: t("removed"), action: { label: t("undo"), onPress: bringBack } });
  };
  const drop = (event: DragEvent, index: number) => {
    if (dragged === null) return;
    event.preventDefault();
    const { top, height } = event.currentTarget.getBoundingClientRect();
    onChange(withMoved(items, dragged, event.clientY > top + height / 2 ? index + 1 : index));
    setDragged(null);
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-2" disabled={readOnly}>
      <legend className="mb-1.5 font-bold text-base">{label}</legend>
      {problem ? <p className="text-danger-ink text-sm">{problem}</p> : null}
      <ol className="flex flex-col gap-2">
        {ids.map((id, index) => (
          <li
            className="group/item rounded-sm border border-line bg-surface data-[dragged]:opacity-50"
            data-dragged={dragged === id || undefined}
            key={id}
            onDragOver={(event) => dragged !== null && event.preventDefault()}
            onDrop={(event) => drop(event, index)}
          >
            <div className="flex h-8 items-center gap-0.5 border-line border-b pr-1 pl-0.5">
              <span
                aria-hidden
                className="grid size-6 cursor-grab place-items-center text-ink-3"
                draggable={!readOnly}
                onDragEnd={() => setDragged(null)}
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = "move";
                  event.dataTransfer.setData("text/plain", id);
                  setDragged(id);
                }}
              >
                <GripVertical className="size-3.5" />
              </span>
              <span className="num flex-1 font-medium text-ink-2 text-sm">{index + 1}</span>
              <IconButton
                disabled={readOnly || index === 0}
                icon={<ChevronUp />}
                label={t("moveUp")}
                onClick={() => onChange(withMoved(items, id, index - 1))}
                size="xs"
              />
              <IconButton
                disabled={readOnly || index === ids.length - 1}
                icon={<ChevronDown />}
                label={t("moveDown")}
                onClick={() => onChange(withMoved(items, id, index + 2))}
                size="xs"
              />
              <IconButton
                disabled={readOnly}
                icon={<Trash2 />}
                label={t("removeItem", { number: index + 1 })}
                onClick={() => remove(id)}
                size="xs"
              />
            </div>
            <div className="flex flex-col gap-3 p-2.5">
              <FieldList
                fields={field.fields ?? []}
                onChange={(values) => onChange({ ...items, [id]: withKeys(items[id] ?? {}, values) })}
                pointer={`${pointer}/${id}`}
                value={items[id] ?? {}}
                words={words}
              />
            </div>
          </li>
        ))}
      </ol>
      <Button
        aria-label={t("addTo", { list: label })}
        className="self-start"
        disabled={readOnly || (field.max !== undefined && ids.length >= field.max)}
        icon={<Plus />}
        onClick={() => onChange(withItem(items, newId(), firstItem(field)))}
        size="sm"
        variant="secondary"
      >
        {t("addItem")}
      </Button>
    </fieldset>
  );
}

/** What a new item holds: the schema's own defaults, and something of the right type where there is none. */
function firstItem(field: FieldProps["field"]): Record<string, Json> {
  return Object.fromEntries(
    (field.fields ?? [])
      .filter(({ required, default: given }) => required || given !== undefined)
      .map((one) => [one.name, first(one)]),
  );
}

function first(field: FieldProps["field"]): Json {
  if (field.default !== undefined) return field.default;
  if (field.nullable) return null;
  switch (field.kind) {
    case "number":
      return field.min ?? 0;
    case "switch":
      return false;
    case "select":
      return field.values?.[0] ?? "";
    case "text":
      return "";
    case "strings":
      return [];
    case "variants": {
      const variant = field.variants?.[0];
      return variant
        ? { [field.discriminator ?? "type"]: variant.value, ...firstItem({ ...field, fields: variant.fields }) }
        : {};
    }
    default:
      return field.kind === "group" ? firstItem(field) : {};
  }
}
