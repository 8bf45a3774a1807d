/** Joins class names and leaves out what is off. Later classes do not override earlier ones: `className` is for layout. */
export function classNames(...parts: readonly (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(" ");
}
