import { foldText } from "../text/fold-text.ts";

/**
 * Yes (true) or no (false) in Portuguese, Spanish or English, with a courtesy or two after it ("sim, por favor"); null when
 * neither is clear ("não sei", "talvez").
 */
export function parseYesNoAnswer(text: string): boolean | null {
  if (/^\s*(👍|✅|👌)/u.test(text)) return true;
  if (/^\s*(👎|❌)/u.test(text)) return false;
  const words = foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  if (unsure.some((phrase) => ` ${words} `.includes(` ${phrase} `))) return null;
  if (yes.has(words)) return true;
  if (no.has(words)) return false;
  const [first = "", ...rest] = words.split(" ");
  if (rest.length > 5) return null;
  if (firstYes.has(first)) return rest.some((word) => firstNo.has(word)) ? null : true;
  return firstNo.has(first) ? false : null;
}

const firstYes = new Set([
  "sim",
  "s",
  "ss",
  "claro",
  "si",
  "sii",
  "sip",
  "yes",
  "y",
  "yeah",
  "yep",
  "sure",
  "ok",
  "okay",
]);
const firstNo = new Set(["nao", "n", "nn", "no", "nop", "nope", "nah", "nunca", "never", "negativo"]);
const yes = new Set([
  ...firstYes,
  "isso",
  "isso mesmo",
  "pode",
  "pode ser",
  "quero",
  "com certeza",
  "positivo",
  "confirmo",
  "certo",
  "aceito",
  "uhum",
  "exato",
  "verdade",
  "verdadeiro",
  "por supuesto",
  "dale",
  "de acuerdo",
  "quiero",
  "acepto",
  "obvio",
  "correcto",
  "exacto",
  "verdadero",
  "of course",
  "right",
  "correct",
  "please",
  "true",
  "i do",
]);
const no = new Set([
  ...firstNo,
  "de jeito nenhum",
  "de ninguna manera",
  "para nada",
  "not really",
  "false",
  "falso",
  "jamais",
]);
const unsure = [
  "nao sei",
  "no se",
  "no lo se",
  "talvez",
  "tal vez",
  "quiza",
  "quizas",
  "maybe",
  "not sure",
  "don t know",
  "sei la",
];
