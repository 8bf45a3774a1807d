import { IconButton, useTheme } from "@prosa/ui";
import { Moon, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";

/** Light or dark, at a press; "like the system" is in the profile. */
export function ThemeToggle() {
  const { t } = useTranslation("shell");
  const { theme, setChoice } = useTheme();
  const other = theme === "dark" ? "light" : "dark";
  return (
    <IconButton
      icon={theme === "dark" ? <Sun /> : <Moon />}
      label={t(`theme.to.${other}`)}
      onClick={() => setChoice(other)}
    />
  );
}
