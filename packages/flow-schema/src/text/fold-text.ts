/**
 * A text as it is compared: lower case, accents off, white space as single blanks, signs as the plain letters and figures
 * they stand for ("2ª" as "2a", "①" as "1"; a degree sign as the "º" it is typed for). The same on every host: case and
 * decomposition come from the language itself (ECMA-262 `toLowerCase`, `normalize`), which no host's settings change.
 *
 * @example foldText("  Não   SEI ") // "nao sei"
 */
export function foldText(text: string): string {
  if (plain.test(text)) return text.toLowerCase(); // nothing to take apart: by far the most common
  return text
    .replaceAll("°", "º")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
}

/** ASCII letters, figures and marks, single blanks between them. */
const plain = /^[!-~]+(?: [!-~]+)*$/;
