import { createHash, randomBytes } from "node:crypto";

/** API tokens start so, which lets secret scanners find one that leaked. */
const tokenPrefix = "prosa_";

/** A new API token: shown once, kept only as a hash. */
export function newApiToken() {
  const token = tokenPrefix + randomBytes(30).toString("base64url");
  return { token, hash: hashToken(token), prefix: token.slice(0, tokenPrefix.length + 4) };
}

/** A new session token, for the cookie. */
export const newSessionToken = () => randomBytes(30).toString("base64url");

/** Tokens hold 240 random bits, so a plain hash is enough: there is nothing to guess. */
export const hashToken = (token: string) => createHash("sha256").update(token).digest("hex");
