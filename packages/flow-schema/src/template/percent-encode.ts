/** A text as part of an address (RFC 3986). Halves of surrogate pairs, which have no encoding, become U+FFFD. */
export function percentEncode(text: string): string {
  return encodeURIComponent(
    text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd"),
  );
}
