import { Field, SegmentedControl, Select, useTheme, useToast } from "@prosa/ui";
import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../shared/api/problem-text.ts";
import { TimeZoneField } from "../../shared/forms/time-zone-field.tsx";
import { setLanguage } from "../../shared/i18n/i18n.ts";
import { type Language, languageNames, languages } from "../../shared/i18n/languages.ts";
import { useMe } from "../../shared/session/me.ts";
import { useChangeTheme } from "../../shared/session/use-change-theme.ts";
import { useProfileActions } from "./profile-queries.ts";

/** Language, theme and time zone: each takes hold at once. */
export function AppearanceForm() {
  const { t, i18n } = useTranslation("profile");
  const { account } = useMe();
  const { choice } = useTheme();
  const changeTheme = useChangeTheme();
  const toast = useToast();
  const problemText = useProblemText();
  const { change } = useProfileActions();
  const onError = (error: unknown) => toast.show({ title: problemText(error), tone: "danger" });
  return (
    <>
      <Field label={t("appearance.language")}>
        <Select
          onValueChange={(locale) => {
            void setLanguage(locale);
            change.mutate({ locale }, { onError });
          }}
          options={languages.map((language) => ({ value: language, label: languageNames[language] }))}
          value={i18n.language as Language}
        />
      </Field>
      <Field label={t("appearance.theme")}>
        <SegmentedControl
          aria-label={t("appearance.theme")}
          className="self-start"
          onValueChange={changeTheme}
          options={[
            { value: "system", label: t("appearance.system"), icon: <Monitor /> },
            { value: "light", label: t("appearance.light"), icon: <Sun /> },
            { value: "dark", label: t("appearance.dark"), icon: <Moon /> },
          ]}
          value={choice}
        />
      </Field>
      <TimeZoneField
        description={t("appearance.timeZoneHelp")}
        onValueChange={(timeZone) => change.mutate({ timeZone }, { onError })}
        value={account.timeZone}
      />
    </>
  );
}
