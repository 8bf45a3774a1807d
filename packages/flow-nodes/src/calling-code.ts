import type { Locale } from "@prosa/flow-schema";

const codes = ["55", "54", "56", "57", "58", "51", "52", "591", "593", "595", "598", "351", "34", "1"];

/** The country a number without one is taken for: the customer's own number's, else the language's most likely. */
export function callingCodeOf(phone: string | null, locale: Locale): string {
  const digits = phone?.replace(/\D/g, "") ?? "";
  return codes.find((code) => digits.startsWith(code)) ?? { "pt-BR": "55", es: "54", en: "1" }[locale];
}
