import { foldText } from "../text/fold-text.ts";

/**
 * Yes (true) or no (false) in Portuguese, Spanish or English, with a courtesy or two after it ("sim, por favor"); null when
 * neither is clear ("não sei", "talvez"). A no is one only with words after it that leave it a no ("não, obrigado", "no
 * quiero"): "não entendi" is none, and "não tem problema" would be a yes.
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
  return firstNo.has(first) && rest.every((word) => firstNo.has(word) || afterNo.has(word)) ? false : null;
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
  "agora nao",
  "ainda nao",
  "por enquanto nao",
  "claro que nao",
  "ahora no",
  "todavia no",
  "aun no",
  "por ahora no",
  "claro que no",
  "not now",
  "not yet",
  "de jeito nenhum",
  "de ninguna manera",
  "para nada",
  "not really",
  "false",
  "falso",
  "jamais",
]);
/** Courtesies, times, and what people say they do not do. None of them turns the no before it into anything else. */
const afterNo = new Set(
  (
    "obrigado obrigada obg brigado brigada grato grata valeu vlw obgd muito muchas mucho very much gracias " +
    "thanks thank you por favor please senhor senhora moco moca amigo amiga senor senora sir madam eu yo i " +
    "me isso so mais nada mesmo e eso solo es todo mas that s all just more enquanto agora ainda hoje ahora " +
    "momento el hoy todavia aun now yet today quero quiero want preciso precisa necesito need desejo deseo " +
    "gostaria gosto gostei gusta gusto interesa interessa interesse interes tenho tem tengo tiene have posso " +
    "puedo can vou vai voy va dar da consegui consigo poder pude recebi recibi aceito acepto concordo " +
    "confirmo sou soy estou esta estoy foi fui ha hay it don t isn am tudo ta bem bom bien necessario " +
    "necesario hace falta really"
  ).split(" "),
);

const unsure = ["talvez", "tal vez", "quiza", "quizas", "maybe", "not sure", "don t know", "sei la"];
