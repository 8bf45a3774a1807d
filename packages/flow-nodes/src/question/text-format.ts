/** Forms a text answer may have to keep. No pattern of an author's is ever run: a mask is compared sign by sign. */
export const textFormats = ["any", "letters", "digits", "cpf", "cnpj", "mask"] as const;
export type TextFormat = (typeof textFormats)[number];

/** The answer as it is kept, or null when it does not have the form. */
export function readFormat(answer: string, format: TextFormat, mask: string): string | null {
  const text = answer.trim();
  if (text === "") return null;
  return readers[format](text, mask);
}

const readers: Record<TextFormat, (text: string, mask: string) => string | null> = {
  any: (text) => text,
  letters: (text) => (/^[\p{L}\p{M}'’. -]+$/u.test(text) ? text : null),
  digits: (text) => (/^[\d\s.-]+$/.test(text) && /\d/.test(text) ? text.replace(/\D/g, "") : null),
  cpf: (text) => (/^[\d\s./-]+$/.test(text) ? checked(text.replace(/\D/g, ""), cpfWeights) : null),
  cnpj: (text) =>
    /^[\dA-Za-z\s./-]+$/.test(text) ? checked(text.replace(/[\s./-]/g, "").toUpperCase(), cnpjWeights) : null,
  mask: (text, mask) => (fitsMask(text, mask) ? text : null),
};

/** `9` stands for a figure, `A` for a letter, `*` for either; anything else for itself. */
function fitsMask(text: string, mask: string): boolean {
  const [signs, holes] = [Array.from(text), Array.from(mask)];
  if (signs.length !== holes.length) return false;
  return signs.every((sign, index) => {
    const hole = holes[index];
    const [figure, letter] = [/^\d$/.test(sign), /^\p{L}$/u.test(sign)];
    if (hole === "9") return figure;
    if (hole === "A") return letter;
    return hole === "*" ? figure || letter : sign === hole;
  });
}

/** Weights of the two check digits (Receita Federal: CPF; CNPJ with letters since 2026, IN RFB 2.229/2024). */
const cpfWeights = [
  [10, 9, 8, 7, 6, 5, 4, 3, 2],
  [11, 10, 9, 8, 7, 6, 5, 4, 3, 2],
];
const cnpjWeights = [
  [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2],
  [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2],
];

function checked(digits: string, weights: number[][]): string | null {
  const body = weights[0]?.length ?? 0;
  if (digits.length !== body + 2 || new Set(digits).size === 1 || !/\d{2}$/.test(digits)) return null;
  for (const [index, row] of weights.entries()) {
    // A letter counts its ASCII code less 48, a figure therefore itself.
    const sum = row.reduce((total, weight, place) => total + weight * (digits.charCodeAt(place) - 48), 0);
    const rest = sum % 11;
    if (Number(digits[body + index]) !== (rest < 2 ? 0 : 11 - rest)) return null;
  }
  return digits;
}
