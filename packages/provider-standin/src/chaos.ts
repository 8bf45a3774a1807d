/**
 * Trouble on purpose. Probabilities are 0 to 1; every decision comes from the seed and what it is about (the delivery, the
 * webhook, and how many times it was tried), so that the same run meets the same trouble again.
 */
export interface Chaos {
  seed: number;
  /** 429 with code 130429: a definite no. */
  tooMany: number;
  /** 500 with Graph's own error body, code 131000: a definite no. */
  errorBefore: number;
  /** 502 without a reason, though the message was accepted. */
  errorAfter: number;
  /** No answer at all; not accepted. */
  hangBefore: number;
  /** No answer at all, though it was accepted. */
  hangAfter: number;
  /** How long a connection hangs before it is cut, ms. */
  hangMs: number;
  /** Accepted, then reported as failed (131026). */
  undeliverable: number;
  /** A webhook that was taken comes again, once at once and once late. */
  repeat: number;
  /** How late at most, ms. */
  lateMs: number;
  /** Before the first try of a customer's webhook, at most, ms: shuffles customers, never one customer's own. */
  delayMs: number;
}

export const noChaos: Chaos = {
  seed: 1,
  tooMany: 0,
  errorBefore: 0,
  errorAfter: 0,
  hangBefore: 0,
  hangAfter: 0,
  hangMs: 30_000,
  undeliverable: 0,
  repeat: 0,
  lateMs: 0,
  delayMs: 0,
};

/** A number from 0 to below 1 that depends on nothing but its arguments (FNV-1a, then mulberry32). */
export function roll(seed: number, ...about: Array<string | number>): number {
  let state = seed ^ 0x811c9dc5;
  for (const character of about.join("|")) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}

export type SendTrouble = "tooMany" | "errorBefore" | "errorAfter" | "hangBefore" | "hangAfter";

/** Which trouble this try of a send meets, if any. */
export function sendTrouble(chaos: Chaos, about: Array<string | number>): SendTrouble | null {
  let left = roll(chaos.seed, "send", ...about);
  for (const trouble of ["tooMany", "errorBefore", "errorAfter", "hangBefore", "hangAfter"] as const) {
    if (left < chaos[trouble]) return trouble;
    left -= chaos[trouble];
  }
  return null;
}
