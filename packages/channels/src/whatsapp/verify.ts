import type { SignedRequest } from "../channel.ts";
import type { HmacSha256 } from "../http.ts";

/** Meta signs the raw body: `X-Hub-Signature-256: sha256=<hex of HMAC-SHA256(app secret, body)>`. */
export function verify(request: SignedRequest, secrets: Record<string, string>, hmac: HmacSha256): boolean {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(request.header("x-hub-signature-256") ?? "")?.[1];
  if (!given || !secrets.appSecret) return false;
  return sameText(given.toLowerCase(), hmac(secrets.appSecret, request.body));
}

/** Meta asks once, when the webhook is registered: `hub.mode=subscribe`, and the token we gave it. */
export function challenge(query: Record<string, string | undefined>, secrets: Record<string, string>): string | null {
  const token = query["hub.verify_token"];
  if (query["hub.mode"] !== "subscribe" || !token || !secrets.verifyToken) return null;
  return sameText(token, secrets.verifyToken) ? (query["hub.challenge"] ?? null) : null;
}

/** Compares in a time that depends on the lengths alone, so that a secret cannot be guessed by a stopwatch. */
function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index % b.length);
  return difference === 0;
}
