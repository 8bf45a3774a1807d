import { createHash, timingSafeEqual } from "node:crypto";

/** Compares in constant time; letter case and surrounding blanks do not matter. */
export function codeMatches(expected: string, given: string | undefined): boolean {
  return given !== undefined && timingSafeEqual(digest(expected), digest(given));
}

const digest = (code: string) => createHash("sha256").update(code.trim().toUpperCase()).digest();
