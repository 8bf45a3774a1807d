import type { CSSProperties } from "react";

// Steps that stay apart for the eye; the accent's own hue is left to the accent.
const hues = [25, 50, 75, 100, 130, 150, 205, 235, 260, 285, 310, 345];

/** A hue in degrees that is always the same for the same key (an id, a name). */
export function hueOf(key: string): number {
  let hash = 0;
  for (const char of key) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  return hues[hash % hues.length] ?? 0;
}

/** Soft ground and its readable ink in that hue, in both themes. */
export function softHue(hue: number): CSSProperties {
  return {
    background: `oklch(var(--hue-bg-l) var(--hue-bg-c) ${hue})`,
    color: `oklch(var(--hue-ink-l) var(--hue-ink-c) ${hue})`,
  };
}

/** The hue as a mark: a square, a bar. */
export function solidHue(hue: number): string {
  return `oklch(var(--hue-solid-l) var(--hue-solid-c) ${hue})`;
}
