import { callingCodes, type Locale } from "@prosa/flow-schema";

/** The country a number without one is taken for: the customer's own number's, else the language's most likely. */
export function callingCodeOf(phone: string | null, locale: Locale): string {
  const digits = phone?.replace(/\D/g, "") ?? "";
  return callingCodes.find((code) => digits.startsWith(code)) ?? { "pt-BR": "55", es: "54", en: "1" }[locale];
}
