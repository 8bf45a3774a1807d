import { ThemeProvider, ToastProvider } from "@prosa/ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useThemeChoice } from "./shared/theme/theme-choice.ts";

/** What every screen stands in: theme and toasts. */
export function AppProviders({ children }: { children: ReactNode }) {
  const { t } = useTranslation("common");
  const { choice, choose } = useThemeChoice();
  return (
    <ThemeProvider choice={choice} onChoiceChange={choose}>
      <ToastProvider closeLabel={t("action.close")} regionLabel={t("state.notifications")}>
        {children}
      </ToastProvider>
    </ThemeProvider>
  );
}
