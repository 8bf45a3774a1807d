/**
 * A phone number as people of its country write it; anything unknown is grouped in threes after two digits. Takes E.164 with or without the plus.
 * Grouping: Brazil by Anatel's plan (2 + 4/5 + 4), Argentina by ENACOM's (9 + 2 + 4 + 4), North America 3 + 3 + 4.
 */
export function formatPhone(phone: string): string {
  const digits = phone.replace(/\D/g, "");
  if (digits.length < 8 || digits.length > 15) return phone;
  for (const [pattern, shape] of shapes) if (pattern.test(digits)) return digits.replace(pattern, shape);
  return `+${digits.slice(0, 2)} ${digits.slice(2).replace(/(\d{3})(?=\d{2})/g, "$1 ")}`;
}

const shapes: readonly (readonly [RegExp, string])[] = [
  [/^55(\d{2})(9\d{4})(\d{4})$/, "+55 $1 $2-$3"],
  [/^55(\d{2})(\d{4})(\d{4})$/, "+55 $1 $2-$3"],
  [/^549(\d{2})(\d{4})(\d{4})$/, "+54 9 $1 $2-$3"],
  [/^54(\d{2})(\d{4})(\d{4})$/, "+54 $1 $2-$3"],
  [/^1(\d{3})(\d{3})(\d{4})$/, "+1 $1 $2-$3"],
  [/^52(\d{2})(\d{4})(\d{4})$/, "+52 $1 $2 $3"],
  [/^57(\d{3})(\d{3})(\d{4})$/, "+57 $1 $2 $3"],
  [/^351(\d{3})(\d{3})(\d{3})$/, "+351 $1 $2 $3"],
  [/^34(\d{3})(\d{3})(\d{3})$/, "+34 $1 $2 $3"],
  [/^56(\d)(\d{4})(\d{4})$/, "+56 $1 $2 $3"],
];
