import { Combobox, Field } from "@prosa/ui";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { timeZoneChoices } from "./time-zones.ts";

interface TimeZoneFieldProps {
  value: string;
  onValueChange: (timeZone: string) => void;
  description?: string;
  error?: string;
}

/** Picks a time zone by typing part of its name. */
export function TimeZoneField({ value, onValueChange, description, error }: TimeZoneFieldProps) {
  const { t, i18n } = useTranslation("common");
  const options = useMemo(() => timeZoneChoices(i18n.language), [i18n.language]);
  return (
    <Field description={description} error={error} label={t("timeZone.label")}>
      <Combobox
        clearLabel={t("action.clear")}
        emptyText={t("timeZone.empty")}
        onValueChange={(timeZone) => {
          if (timeZone) onValueChange(timeZone);
        }}
        openLabel={t("action.open")}
        options={options}
        value={value}
      />
    </Field>
  );
}
