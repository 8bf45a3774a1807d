import type { Locale } from "../document.ts";

/** What formats and answers need of a language. From Unicode CLDR 48, kept here so that every host writes alike. */
export interface LocaleData {
  decimal: string;
  group: string;
  /** Default of the `currency` filter (ISO 4217). */
  currency: string;
  /** `n` stands for the number, `s` for the symbol. */
  currencyPattern: string;
  months: readonly string[];
  /** From Sunday. */
  weekdays: readonly string[];
  /** Patterns of the `date` filter's named forms. */
  datePatterns: { short: string; long: string; full: string };
  /** Whether `12/05` is the twelfth of May. */
  dayFirst: boolean;
  yes: string;
  no: string;
}

export const localeData: Record<Locale, LocaleData> = {
  "pt-BR": {
    decimal: ",",
    group: ".",
    currency: "BRL",
    currencyPattern: "s n",
    months: [
      "janeiro",
      "fevereiro",
      "março",
      "abril",
      "maio",
      "junho",
      "julho",
      "agosto",
      "setembro",
      "outubro",
      "novembro",
      "dezembro",
    ],
    weekdays: ["domingo", "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado"],
    datePatterns: { short: "dd/mm/yyyy", long: "d 'de' month 'de' yyyy", full: "weekday, d 'de' month 'de' yyyy" },
    dayFirst: true,
    yes: "Sim",
    no: "Não",
  },
  es: {
    decimal: ",",
    group: ".",
    currency: "USD",
    currencyPattern: "s n",
    months: [
      "enero",
      "febrero",
      "marzo",
      "abril",
      "mayo",
      "junio",
      "julio",
      "agosto",
      "septiembre",
      "octubre",
      "noviembre",
      "diciembre",
    ],
    weekdays: ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"],
    datePatterns: { short: "dd/mm/yyyy", long: "d 'de' month 'de' yyyy", full: "weekday, d 'de' month 'de' yyyy" },
    dayFirst: true,
    yes: "Sí",
    no: "No",
  },
  en: {
    decimal: ".",
    group: ",",
    currency: "USD",
    currencyPattern: "sn",
    months: [
      "January",
      "February",
      "March",
      "April",
      "May",
      "June",
      "July",
      "August",
      "September",
      "October",
      "November",
      "December",
    ],
    weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    datePatterns: { short: "mm/dd/yyyy", long: "month d, yyyy", full: "weekday, month d, yyyy" },
    dayFirst: false,
    yes: "Yes",
    no: "No",
  },
};
