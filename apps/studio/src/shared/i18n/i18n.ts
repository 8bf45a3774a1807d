import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";
import { isLanguage, type Language, languages, pickLanguage } from "./languages.ts";
import type { Namespace } from "./resources.ts";

const files = import.meta.glob<{ default: Record<string, unknown> }>("../../locales/*/*.json");
const storageKey = "prosa.language";

/** Each language and namespace is a file of its own, fetched when a screen first asks for it. */
const backend: BackendModule = {
  type: "backend",
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = files[`../../locales/${language}/${namespace}.json`];
    if (!load) return done(new Error(`no texts for ${language}/${namespace}`), null);
    load().then(
      (file) => done(null, file.default),
      (error: Error) => done(error, null),
    );
  },
};

/** Starts the texts in the language last used here, else the browser's. Resolves when the first words can be shown. */
export async function startI18n(): Promise<void> {
  const language = firstLanguage();
  document.documentElement.lang = language;
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      supportedLngs: languages,
      fallbackLng: false,
      load: "currentOnly",
      ns: ["common"],
      defaultNS: "common",
      interpolation: { escapeValue: false },
      returnNull: false,
      saveMissing: true,
      missingKeyHandler: (_languages, namespace, key) => console.error(`missing text ${namespace}:${key}`),
    });
}

/** For route loaders: the screen appears with its words in place. */
export const loadTexts = (...namespaces: Namespace[]) => i18next.loadNamespaces(namespaces);

export async function setLanguage(language: string): Promise<void> {
  if (!isLanguage(language) || language === i18next.language) return;
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Storage is refused: the choice lasts until the page closes.
  }
}

function firstLanguage(): Language {
  try {
    const kept = localStorage.getItem(storageKey);
    if (isLanguage(kept)) return kept;
  } catch {
    // Storage is refused: ask the browser.
  }
  return pickLanguage(navigator.languages);
}
