import type { SecretText } from "../effect.ts";
import { own } from "../own.ts";
import { percentEncode } from "./percent-encode.ts";

/** The text with its secrets put in, each written as its place wants it; a secret that is not there is empty. */
export function fillSecrets(text: SecretText, secrets: Readonly<Record<string, string>>): string {
  return text
    .map((part) => {
      if (typeof part === "string") return part;
      const secret = own(secrets, part.secret) ?? "";
      if (part.as === "url") return percentEncode(secret);
      if (part.as === "json-value") return JSON.stringify(secret);
      return part.as === "json-text" ? JSON.stringify(secret).slice(1, -1) : secret;
    })
    .join("");
}
