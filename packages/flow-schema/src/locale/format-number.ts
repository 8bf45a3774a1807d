import type { Locale } from "../document.ts";
import { localeData } from "./locale-data.ts";

/** A number as people of the language write it; `decimals` absent: as many as it has. Without `group`, no thousands marks. */
export function formatNumber(
  value: number,
  locale: Locale,
  { decimals, group = true }: { decimals?: number; group?: boolean } = {},
): string {
  const { decimal, group: mark } = localeData[locale];
  const plain = decimals === undefined ? String(value) : value.toFixed(Math.min(20, Math.max(0, decimals)));
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return plain;
  const [whole = "", fraction] = plain.replace("-", "").split(".");
  const grouped = group ? whole.replace(/\B(?=(\d{3})+$)/g, mark) : whole;
  const sign = plain.startsWith("-") && /[1-9]/.test(plain) ? "-" : "";
  return `${sign}${grouped}${fraction ? decimal + fraction : ""}`;
}

/** Symbols people know (CLDR 48); any other currency is written by its code. */
const currencies: Record<string, { symbol: string; decimals: number }> = {
  BRL: { symbol: "R$", decimals: 2 },
  ARS: { symbol: "$", decimals: 2 },
  BOB: { symbol: "Bs", decimals: 2 },
  CLP: { symbol: "$", decimals: 0 },
  COP: { symbol: "$", decimals: 2 },
  EUR: { symbol: "€", decimals: 2 },
  GBP: { symbol: "£", decimals: 2 },
  MXN: { symbol: "$", decimals: 2 },
  PEN: { symbol: "S/", decimals: 2 },
  PYG: { symbol: "₲", decimals: 0 },
  USD: { symbol: "US$", decimals: 2 },
  UYU: { symbol: "$", decimals: 2 },
};

/** An amount of money, e.g. `R$ 1.234,50`; `currency` is an ISO 4217 code, by default the language's own. */
export function formatCurrency(value: number, locale: Locale, currency?: string): string {
  const data = localeData[locale];
  const code = (currency ?? data.currency).toUpperCase();
  const known = Object.hasOwn(currencies, code) ? currencies[code] : undefined;
  const symbol = code === "USD" && locale === "en" ? "$" : (known?.symbol ?? `${code} `);
  const amount = formatNumber(Math.abs(value), locale, { decimals: known?.decimals ?? 2 });
  const sign = value < 0 && /[1-9]/.test(amount) ? "-" : "";
  return (
    sign +
    data.currencyPattern
      .replace("n", () => amount)
      .replace("s", () => symbol)
      .replace("  ", " ")
  );
}
