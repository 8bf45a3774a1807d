import type { SecretText } from "@prosa/flow-schema";

/**
 * Whether a step of an address's path is `.` or `..`, also percent-encoded: whoever calls it would go up and ask another
 * place than the author wrote (WHATWG URL, "double-dot URL path segment"), with the author's method and secrets. No value
 * can hide it by encoding, since a point is never encoded.
 */
export function climbs(url: SecretText): boolean {
  // A secret is the author's own; parsers of addresses leave tabs and line ends out, and take a backslash for a slash.
  const address = url.map((part) => (typeof part === "string" ? part : "secret")).join("");
  const path = (address.replace(/[\t\n\r]/g, "").split(/[?#]/)[0] ?? "").replace(/^\w+:[/\\]*[^/\\]*/, "");
  return path.split(/[/\\]/).some((step) => /^(?:\.|%2e){1,2}$/i.test(step));
}
