import { randomBytes } from "node:crypto";
import { sha256 } from "@oslojs/crypto/sha2";
import { encodeBase64urlNoPadding, encodeHexLowerCase } from "@oslojs/encoding";

/** API tokens start so, which lets secret scanners find one that leaked. */
const tokenPrefix = "prosa_";

/** A new API token: shown once, kept only as a hash. */
export function newApiToken() {
  const token = tokenPrefix + random();
  return { token, hash: hashToken(token), prefix: token.slice(0, tokenPrefix.length + 4) };
}

/** A new session token, for the cookie. */
export const newSessionToken = () => random();

/** Tokens hold 240 random bits, so a plain hash is enough: there is nothing to guess (as in Lucia's guide to sessions). */
export const hashToken = (token: string) => encodeHexLowerCase(sha256(new TextEncoder().encode(token)));

const random = () => encodeBase64urlNoPadding(randomBytes(30));
