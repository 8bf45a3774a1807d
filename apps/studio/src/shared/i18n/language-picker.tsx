import { Button, Menu, MenuChoice } from "@prosa/ui";
import { Languages } from "lucide-react";
import { useTranslation } from "react-i18next";
import { setLanguage } from "./i18n.ts";
import { type Language, languageNames, languages } from "./languages.ts";

/** Changes the language of this browser, before anybody is signed in. */
export function LanguagePicker() {
  const { t, i18n } = useTranslation("common");
  const current = i18n.language as Language;
  return (
    <Menu
      align="end"
      trigger={
        <Button
          aria-label={t("language.change", { language: languageNames[current] })}
          icon={<Languages />}
          variant="ghost"
        >
          {languageNames[current]}
        </Button>
      }
    >
      <MenuChoice
        onValueChange={(language) => void setLanguage(language)}
        options={languages.map((language) => ({ value: language, label: languageNames[language] }))}
        value={current}
      />
    </Menu>
  );
}
