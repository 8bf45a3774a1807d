/**
 * JSON that PostgreSQL's jsonb takes: it refuses the character U+0000 and half surrogate pairs, which customers' texts may
 * hold. The first is left out, the second becomes U+FFFD. Send it as `${pgJson(value)}::text::jsonb`.
 */
export function pgJson(value: unknown): string {
  const text = JSON.stringify(value);
  // JSON.stringify writes both as escapes; an escaped backslash before "u0000" is text and stays.
  return trouble.test(text) ? text.replace(escapes, (found) => replacement(found)) : text;
}

/** The same for a value that stays in memory. */
export const cleanJson = <T>(value: T): T => JSON.parse(pgJson(value)) as T;

const trouble = /\\u(?:0000|d[89a-f])/i;
const escapes = /\\(?:u[0-9a-f]{4}|.)/gi;

function replacement(found: string): string {
  if (found === "\\u0000") return "";
  return /^\\ud[89a-f]/i.test(found) ? "\\ufffd" : found;
}
