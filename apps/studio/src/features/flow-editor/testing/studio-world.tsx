import { ThemeProvider, ToastProvider } from "@prosa/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createInstance } from "i18next";
import { type ReactNode, useState } from "react";
import { I18nextProvider, initReactI18next } from "react-i18next";
import texts from "../../../locales/en/flow-editor.json";
import inspectorTexts from "../../../locales/en/inspector.json";

/** What parts of the editor stand in, in English and without a server: for tests and benches. */
export function StudioWorld({ children }: { children: ReactNode }) {
  const [i18n] = useState(() => {
    const made = createInstance();
    void made.use(initReactI18next).init({
      lng: "en",
      resources: { en: { "flow-editor": texts, inspector: inspectorTexts, common: {} } },
      defaultNS: "common",
      initAsync: false,
      interpolation: { escapeValue: false },
    });
    return made;
  });
  const [queryClient] = useState(() => new QueryClient());
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <ThemeProvider choice="light" onChoiceChange={() => undefined}>
          <ToastProvider closeLabel="Close" regionLabel="Notifications">
            {children}
          </ToastProvider>
        </ThemeProvider>
      </QueryClientProvider>
    </I18nextProvider>
  );
}
