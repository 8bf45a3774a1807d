/** A change's path as one text: a JSON pointer (RFC 6901), e.g. `/nodes/ask/config/text`. */
export function pathKey(path: readonly string[]): string {
  return path.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
