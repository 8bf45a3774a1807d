import { createHash, randomBytes } from "node:crypto";
import { SipParseError } from "./sip-parse-error.ts";
import { splitOutside, unquote } from "./split-outside.ts";

/** A WWW-Authenticate or Proxy-Authenticate challenge of the Digest scheme (RFC 2617, RFC 7616, RFC 8760). */
export type DigestChallenge = {
  realm: string;
  nonce: string;
  opaque?: string;
  algorithm: "MD5" | "MD5-sess" | "SHA-256" | "SHA-256-sess";
  /** True when the server offers `qop=auth`, which protects against replays. */
  qop: boolean;
  /** True when only the nonce was old: the same password may be tried again. */
  stale: boolean;
};

/** Name and password at one provider. */
export type Credentials = { username: string; password: string };

/** What a digest covers besides the challenge. */
export type DigestInput = { method: string; uri: string; nonceCount?: number; cnonce?: string };

/**
 * Picks for each realm the strongest challenge that can be answered (SHA-256 before MD5) from the header's lines; none
 * for other schemes, unknown algorithms, `qop=auth-int` alone, or what cannot be read.
 */
export function pickChallenges(lines: readonly string[]): DigestChallenge[] {
  const picked = new Map<string, DigestChallenge>();
  for (const challenge of lines.map(parseChallenge)) {
    if (challenge === undefined) continue;
    const known = picked.get(challenge.realm);
    const stronger = challenge.algorithm.startsWith("SHA-256") && known?.algorithm.startsWith("MD5");
    if (known === undefined || stronger) picked.set(challenge.realm, challenge);
  }
  return [...picked.values()];
}

/** The value of Authorization or Proxy-Authorization that answers a challenge. */
export function answerChallenge(challenge: DigestChallenge, credentials: Credentials, input: DigestInput): string {
  const { realm, nonce, opaque, algorithm, qop } = challenge;
  const cnonce = input.cnonce ?? randomBytes(8).toString("hex");
  const nc = (input.nonceCount ?? 1).toString(16).padStart(8, "0");
  const hash = (text: string) => digest(algorithm, text);
  const base = hash(`${credentials.username}:${realm}:${credentials.password}`);
  const ha1 = algorithm.endsWith("-sess") ? hash(`${base}:${nonce}:${cnonce}`) : base;
  const ha2 = hash(`${input.method}:${input.uri}`);
  const response = hash(qop ? `${ha1}:${nonce}:${nc}:${cnonce}:auth:${ha2}` : `${ha1}:${nonce}:${ha2}`);
  const fields = [
    `username=${quoted(credentials.username)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(input.uri)}`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
  ];
  if (qop) fields.push("qop=auth", `nc=${nc}`);
  if (qop || algorithm.endsWith("-sess")) fields.push(`cnonce=${quoted(cnonce)}`);
  if (opaque !== undefined) fields.push(`opaque=${quoted(opaque)}`);
  return `Digest ${fields.join(", ")}`;
}

// Its parts come back in every later request, which a datagram must carry with those of other realms.
const MAX_CHALLENGE_LENGTH = 1024;

function parseChallenge(line: string): DigestChallenge | undefined {
  const match = /^\s*Digest\s+([\s\S]*)$/i.exec(line);
  if (match === null || line.length > MAX_CHALLENGE_LENGTH) return undefined;
  const fields = new Map<string, string>();
  for (const part of partsOf(match[1] ?? "")) {
    const at = part.indexOf("=");
    if (at > 0) fields.set(part.slice(0, at).trim().toLowerCase(), unquote(part.slice(at + 1).trim()));
  }
  const algorithm = ALGORITHMS.find((each) => each.toLowerCase() === (fields.get("algorithm") ?? "MD5").toLowerCase());
  const [realm, nonce, opaque, qop] = ["realm", "nonce", "opaque", "qop"].map((name) => fields.get(name));
  const offered = qop?.split(",").map((each) => each.trim().toLowerCase());
  if (algorithm === undefined || realm === undefined || nonce === undefined) return undefined;
  if (offered && !offered.includes("auth")) return undefined;
  return {
    realm,
    nonce,
    ...(opaque === undefined ? {} : { opaque }),
    algorithm,
    qop: offered !== undefined,
    stale: fields.get("stale")?.toLowerCase() === "true",
  };
}

// A challenge with an open quote is none: the request it refuses must still hear of the refusal.
function partsOf(text: string): string[] {
  try {
    return splitOutside(text, ",");
  } catch (error) {
    if (error instanceof SipParseError) return [];
    throw error;
  }
}

const ALGORITHMS = ["MD5", "MD5-sess", "SHA-256", "SHA-256-sess"] as const;

function digest(algorithm: DigestChallenge["algorithm"], text: string): string {
  return createHash(algorithm.startsWith("MD5") ? "md5" : "sha256")
    .update(text)
    .digest("hex");
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
