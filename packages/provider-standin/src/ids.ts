import { randomBytes } from "node:crypto";

/** Random bytes; injected so that a test may repeat itself. */
export type RandomBytes = (count: number) => Uint8Array;
export const systemRandom: RandomBytes = (count) => randomBytes(count);

/** Ids of the forms Meta gives. */
export const newIds = (random: RandomBytes) => ({
  message: () => `wamid.${Buffer.from(random(24)).toString("base64url")}`,
  /** Sixteen digits: of files, templates and customers. */
  number: () => digits(random, 16),
  token: () => Buffer.from(random(24)).toString("base64url"),
  /** A business-scoped user id: the country's letters, a dot, digits. */
  user: (phone: string | null) => `${countryOf(phone)}.${digits(random, 17)}`,
  trace: () => `A${Buffer.from(random(12)).toString("base64url")}`,
});
export type Ids = ReturnType<typeof newIds>;

const countries = [
  ["55", "BR"],
  ["54", "AR"],
  ["52", "MX"],
  ["351", "PT"],
  ["34", "ES"],
  ["56", "CL"],
  ["57", "CO"],
] as const;

const countryOf = (phone: string | null): string =>
  countries.find(([prefix]) => phone?.startsWith(prefix))?.[1] ?? (phone === null ? "BR" : "US");

const digits = (random: RandomBytes, count: number): string => {
  const rest = Array.from(random(count - 1), (byte) => String(byte % 10)).join("");
  return `${1 + ((random(1)[0] ?? 0) % 9)}${rest}`;
};
