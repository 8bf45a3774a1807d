import { type Duration, durationUnits, type Json } from "@prosa/flow-schema";
import { NumberField, Select, Switch } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import type { FieldProps } from "../field-props.ts";
import { useReadOnly } from "../inspector-scope.tsx";
import { InspectorField } from "./basic-inputs.tsx";

const usual: Duration = { amount: 10, unit: "minutes" };

/** An amount and a unit. Where none is allowed (no-answer times), a switch stands before them. */
export function DurationInput(props: FieldProps) {
  const { field, value, words, onChange } = props;
  const { t, i18n } = useTranslation("inspector");
  const readOnly = useReadOnly();
  const duration = isDuration(value) ? value : null;
  const set = (next: Duration) => onChange({ ...next });
  return (
    <div className="flex flex-col gap-2">
      {field.nullable ? (
        <InspectorField {...props} inline>
          <Switch checked={duration !== null} onCheckedChange={(on) => onChange(on ? { ...usual } : null)} />
        </InspectorField>
      ) : null}
      {duration ? (
        <fieldset aria-label={words.label(field.path)} className="grid grid-cols-2 gap-2" disabled={readOnly}>
          <NumberField
            aria-label={t("duration.amount")}
            decreaseLabel={t("decrease")}
            increaseLabel={t("increase")}
            locale={i18n.language}
            max={1000}
            min={1}
            onValueChange={(amount) => set({ ...duration, amount: amount ?? 1 })}
            value={duration.amount}
          />
          <Select
            aria-label={t("duration.unit")}
            onValueChange={(unit) => set({ ...duration, unit })}
            options={durationUnits.map((unit) => ({
              value: unit,
              label: t(`duration.${unit}`, { count: duration.amount }),
            }))}
            value={duration.unit}
          />
        </fieldset>
      ) : null}
    </div>
  );
}

function isDuration(value: Json | undefined): value is { amount: number; unit: Duration["unit"] } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return typeof value.amount === "number" && durationUnits.some((unit) => unit === value.unit);
}
