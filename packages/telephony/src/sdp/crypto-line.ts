import { randomBytes } from "node:crypto";
import { attributes, type MediaDescription } from "./session-description.ts";

/** The SDES suites we speak (RFC 4568), strongest first. */
const SRTP_SUITES = ["AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32"] as const;

export type SrtpSuite = (typeof SRTP_SUITES)[number];

/** One `a=crypto` line: a master key of 16 bytes and a salt of 14. */
export type CryptoLine = { tag: number; suite: SrtpSuite; key: Uint8Array; salt: Uint8Array };

/** A fresh key. */
export function newCrypto(tag: number, suite: SrtpSuite = SRTP_SUITES[0]): CryptoLine {
  return { tag, suite, key: randomBytes(16), salt: randomBytes(14) };
}

/** The value of the attribute, without its name. */
export function formatCrypto({ tag, suite, key, salt }: CryptoLine): string {
  return `${tag} ${suite} inline:${Buffer.concat([key, salt]).toString("base64")}`;
}

/** The best key of a section, or undefined. Lines with session parameters that change the packet are passed over. */
export function pickCrypto(media: MediaDescription): CryptoLine | undefined {
  const lines = attributes(media, "crypto")
    .map(parseCrypto)
    .filter((line) => line !== undefined);
  for (const suite of SRTP_SUITES) {
    const found = lines.find((line) => line.suite === suite);
    if (found) return found;
  }
  return undefined;
}

function parseCrypto(value: string): CryptoLine | undefined {
  const match = /^(\d{1,9})\s+(\S+)\s+inline:([A-Za-z0-9+/=]+)(\|\S*)?(?:\s+(.*))?$/.exec(value.trim());
  const suite = SRTP_SUITES.find((each) => each === match?.[2]);
  // A second key, an MKI or an unencrypted session needs support we do not have.
  if (
    match === null ||
    suite === undefined ||
    match[4]?.includes(":") ||
    /UNENCRYPTED|UNAUTHENTICATED/.test(match[5] ?? "")
  ) {
    return undefined;
  }
  const secret = Buffer.from(match[3] ?? "", "base64");
  if (secret.length !== 30) return undefined;
  return { tag: Number(match[1]), suite, key: secret.subarray(0, 16), salt: secret.subarray(16) };
}
