/**
 * The phone number a customer wrote, in E.164 (`+5511987654321`); null when it cannot be one. `callingCode` (digits) is the
 * country of numbers written without one. Brazil: an area code is needed, the ninth digit of mobiles is put in where it is
 * missing (Anatel, resolution 553/2010). Argentina: `0` and `15` are read away, a mobile gets its 9 (ENACOM numbering plan).
 * Mexico: the 1 that mobiles had until 2019 is read away.
 */
export function parsePhoneAnswer(text: string, { callingCode }: { callingCode: string }): string | null {
  const written = /\+?[\d][\d\s().\-/]*/.exec(text.replace(/^[^\d+]*/, ""))?.[0];
  if (!written || /\d/.test(text.slice(text.indexOf(written) + written.length))) return null;
  const digits = written.replace(/\D/g, "");
  if (written.startsWith("+")) return international(digits);
  if (digits.startsWith("00")) return international(digits.slice(2));
  const local = national(digits, callingCode);
  if (local) return `+${callingCode}${local}`;
  return digits.startsWith(callingCode) ? withCode(callingCode, digits.slice(callingCode.length)) : null;
}

function international(digits: string): string | null {
  const code = ["55", "54", "52"].find((known) => digits.startsWith(known));
  if (code) return withCode(code, digits.slice(2));
  return /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : null;
}

function withCode(code: string, rest: string): string | null {
  const local = national(rest, code);
  return local ? `+${code}${local}` : null;
}

function national(digits: string, callingCode: string): string | null {
  if (callingCode === "55") return brazilian(digits.replace(/^0/, ""));
  if (callingCode === "54") return argentine(digits.replace(/^0/, ""));
  if (callingCode === "1") return /^[2-9]\d{2}[2-9]\d{6}$/.test(digits) ? digits : null;
  const rest = callingCode === "52" ? digits.replace(/^1(?=\d{10}$)/, "") : digits.replace(/^0/, "");
  const [least, most] = lengths[callingCode] ?? [7, 11];
  return rest.length >= least && rest.length <= most ? rest : null;
}

/** Fewest and most digits of a number within its country, without code and leading 0 (national plans filed with the ITU). */
const lengths: Record<string, [least: number, most: number]> = {
  34: [9, 9],
  351: [9, 9],
  502: [8, 8],
  503: [8, 8],
  504: [8, 8],
  505: [8, 8],
  506: [8, 8],
  507: [7, 8],
  51: [8, 9],
  52: [10, 10],
  56: [9, 9],
  57: [10, 10],
  58: [10, 10],
  591: [8, 8],
  593: [8, 9],
  595: [8, 9],
  598: [8, 8],
};

/** Countries whose numbers are known well enough to be read without their code. */
export const callingCodes: readonly string[] = ["1", "54", "55", ...Object.keys(lengths)];

function brazilian(digits: string): string | null {
  if (!areaCodes.has(digits.slice(0, 2))) return null;
  const number = digits.slice(2);
  if (/^9\d{8}$/.test(number) || /^[2-5]\d{7}$/.test(number)) return digits;
  return /^[6-9]\d{7}$/.test(number) ? `${digits.slice(0, 2)}9${number}` : null;
}

/** Brazil's area codes (Anatel, Plano Geral de Códigos Nacionais). */
const areaCodes = new Set(
  (
    "11 12 13 14 15 16 17 18 19 21 22 24 27 28 31 32 33 34 35 37 38 41 42 43 44 45 46 47 48 49 51 53 54 55 " +
    "61 62 63 64 65 66 67 68 69 71 73 74 75 77 79 81 82 83 84 85 86 87 88 89 91 92 93 94 95 96 97 98 99"
  ).split(" "),
);

function argentine(digits: string): string | null {
  if (/^9[1-9]\d{9}$/.test(digits)) return digits;
  if (/^[1-9]\d{9}$/.test(digits)) return digits;
  if (!/^[1-9]\d{11}$/.test(digits)) return null;
  const areas = digits.startsWith("11") ? [2] : [3, 4];
  const area = areas.find((length) => digits.slice(length, length + 2) === "15");
  return area === undefined ? null : `9${digits.slice(0, area)}${digits.slice(area + 2)}`;
}
