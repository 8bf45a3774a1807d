/** The languages the interface speaks; the first is the one used where nothing else fits. */
export const languages = ["pt-BR", "es", "en"] as const;
export type Language = (typeof languages)[number];

/** How each language calls itself. */
export const languageNames: Record<Language, string> = { "pt-BR": "Português (Brasil)", es: "Español", en: "English" };

/** The best of ours for what a browser prefers, e.g. `["pt-PT", "en"]` → `pt-BR`. */
export function pickLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const base = tag.toLowerCase().split("-")[0];
    const match = languages.find((language) => language.toLowerCase().split("-")[0] === base);
    if (match) return match;
  }
  return "en";
}

export const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value);
