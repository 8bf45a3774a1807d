/** The server's minimum; see NewPassword in the API. */
export const passwordMinLength = 10;

export type PasswordStrength = "short" | "weak" | "fair" | "strong";

/**
 * A hint, not a rule: length counts most (NIST SP 800-63B), and repeats, rows of the keyboard and one's own name count little.
 * `own` are words an attacker would try first.
 */
export function passwordStrength(password: string, own: readonly string[] = []): PasswordStrength {
  if (password.length < passwordMinLength) return "short";
  let text = password.toLowerCase();
  for (const word of own.flatMap((words) => words.toLowerCase().split(/[\s@.]+/)))
    if (word.length > 2) text = text.replaceAll(word, " ");
  for (const row of rows) text = text.replaceAll(row, " ");
  const distinct = new Set(text).size;
  const worth = Math.min(text.replace(/(.)\1+/g, "$1").trim().length, distinct * 2) + kinds(password) * 2;
  if (worth < 14) return "weak";
  return worth < 22 ? "fair" : "strong";
}

const rows = [
  "qwertyuiop",
  "qwerty",
  "asdfghjkl",
  "asdf",
  "1234567890",
  "123456789",
  "12345",
  "1234",
  "password",
  "senha",
  "contraseña",
];

function kinds(password: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length - 1;
}
