import { IconButton, useTheme } from "@prosa/ui";
import { Moon, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useChangeTheme } from "../../shared/session/use-change-theme.ts";

/** Light or dark, at a press; "like the system" is in the profile. */
export function ThemeToggle() {
  const { t } = useTranslation("shell");
  const { theme } = useTheme();
  const changeTheme = useChangeTheme();
  const other = theme === "dark" ? "light" : "dark";
  return (
    <IconButton
      icon={theme === "dark" ? <Sun /> : <Moon />}
      label={t(`theme.to.${other}`)}
      onClick={() => changeTheme(other)}
    />
  );
}
