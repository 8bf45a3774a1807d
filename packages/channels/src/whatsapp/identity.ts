import type { ContactIdentity } from "../channel-event.ts";

/** The one form of a phone number that we keep, and the other forms the same person may come by. All E.164 digits. */
export interface PhoneKeys {
  canonical: string;
  aliases: string[];
}

/**
 * Some countries' mobile numbers come in two forms. Digits only; anything else in `phone` is skipped.
 *
 * - Brazil: since 2010-2016 mobile numbers begin with a ninth digit (Anatel), but accounts opened before keep the id without
 *   it. Mobile numbers of eight digits began with 6-9; those that begin with 2-5 are landlines and have one form.
 * - Argentina: mobile numbers carry a 9 after 54 internationally; it is left out in some forms. Area code and number are ten digits.
 * - Mexico: mobile numbers carried a 1 after 52 until 2019; ids of older accounts keep it.
 *
 * Sources: Meta, "Phone number formats" (Brazil, Argentina and Mexico); Gupshup, "Inconsistencies for mobile numbers and their
 * WhatsApp IDs"; ITU-T E.164 national numbering plans.
 *
 * @example phoneKeys("+55 31 8765-4321") // { canonical: "5531987654321", aliases: ["553187654321"] }
 */
export function phoneKeys(phone: string): PhoneKeys {
  const digits = phone.replaceAll(/\D/g, "");
  for (const { canonical, other, toOther, toCanonical } of twoForms) {
    if (canonical.test(digits)) return { canonical: digits, aliases: [toOther(digits)] };
    if (other.test(digits)) return { canonical: toCanonical(digits), aliases: [digits] };
  }
  return { canonical: digits, aliases: [] };
}

const twoForms = [
  {
    canonical: /^55[1-9]\d9[6-9]\d{7}$/,
    other: /^55[1-9]\d[6-9]\d{7}$/,
    toOther: (digits: string) => digits.slice(0, 4) + digits.slice(5),
    toCanonical: (digits: string) => `${digits.slice(0, 4)}9${digits.slice(4)}`,
  },
  {
    canonical: /^549\d{10}$/,
    other: /^54[1-8]\d{9}$/,
    toOther: (digits: string) => `54${digits.slice(3)}`,
    toCanonical: (digits: string) => `549${digits.slice(2)}`,
  },
  {
    canonical: /^52[2-9]\d{9}$/,
    other: /^521\d{10}$/,
    toOther: (digits: string) => `521${digits.slice(2)}`,
    toCanonical: (digits: string) => `52${digits.slice(3)}`,
  },
];

/** Meta's business-scoped user id: country, a dot, then up to 128 letters, digits or dots (`BR.ENT.…` for portfolios). */
const userIdForm = /^[A-Z]{2}\.[A-Za-z0-9.]{1,160}$/;

export const isUserId = (text: string): boolean => userIdForm.test(text);

/**
 * A person's keys: the business-scoped user id first, for it stays when the phone is hidden, then the phone's canonical form.
 * The address is the phone as WhatsApp wrote it (its own form reaches surely), else the user id. Null when there is neither.
 */
export function identityOf(person: {
  userId: string | null;
  waId: string | null;
  name: string | null;
  username: string | null;
}): ContactIdentity | null {
  const waId = person.waId?.replaceAll(/\D/g, "") || null;
  const phone = waId === null ? null : phoneKeys(waId).canonical;
  const keys = [
    ...(person.userId === null ? [] : [`user:${person.userId}`]),
    ...(phone === null ? [] : [`phone:${phone}`]),
  ];
  const [first, ...rest] = keys;
  const address = waId ?? person.userId;
  if (first === undefined || address === null) return null;
  return { keys: [first, ...rest], address, phone, name: person.name, username: person.username };
}
