import { createHash, createHmac, createPublicKey, timingSafeEqual, verify } from "node:crypto";
import { parse, stringify } from "node:querystring";

/** A request of a cloud, as it came. `url` is the public one the cloud was given; header names are in lower case. */
export type CloudRequest = { url: string; headers: Record<string, string | undefined>; body: string };

/** The clouds that understand TwiML, and what each needs to be believed. */
export type Dialect =
  | { name: "twilio"; authToken: string }
  | { name: "signalwire"; space: string; signingKey: string }
  | { name: "telnyx"; publicKey: string };

/** Where a dialect's REST interface lives (up to `/Accounts/...`). */
export function apiBase(dialect: Dialect): string {
  if (dialect.name === "twilio") return "https://api.twilio.com/2010-04-01";
  if (dialect.name === "signalwire") return `https://${dialect.space}.signalwire.com/api/laml/2010-04-01`;
  return "https://api.telnyx.com/v2/texml";
}

const MAX_AGE_SECONDS = 300;

/**
 * True when the request was really made by that cloud. `now` is in seconds since 1970, for signatures that age. Nothing is
 * believed while the secret is empty: anybody can sign with the empty one.
 */
export function verifyWebhook(dialect: Dialect, request: CloudRequest, now: number): boolean {
  if (dialect.name === "telnyx") return verifyTelnyx(dialect.publicKey, request, now);
  const [key, header] =
    dialect.name === "twilio"
      ? [dialect.authToken, "x-twilio-signature"]
      : [dialect.signingKey, "x-signalwire-signature"];
  return verifyTwilio(key, request, request.headers[header] ?? "");
}

// https://www.twilio.com/docs/usage/security: the address, then each form field sorted by name, keyed by the token.
// SignalWire signs cXML the same way.
function verifyTwilio(key: string, { url, body, headers }: CloudRequest, signature: string): boolean {
  if (key === "") return false;
  const given = Buffer.from(signature, "base64");
  const isForm = (headers["content-type"] ?? "").toLowerCase().startsWith("application/x-www-form-urlencoded");
  if (!isForm && !hasBodyHash(url, body)) return false;
  const fields = isForm ? sortedFields(body) : "";
  return spellings(url).some((spelling) => {
    const expected = createHmac("sha1", key)
      .update(spelling + fields)
      .digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function sortedFields(body: string): string {
  const fields = new URLSearchParams(body);
  const names = [...new Set(fields.keys())].sort();
  // A repeated field counts once for each different value, in order.
  return names.map((name) => name + [...new Set(fields.getAll(name))].sort().join(name)).join("");
}

function hasBodyHash(url: string, body: string): boolean {
  const hash = URL.parse(url)?.searchParams.get("bodySHA256");
  if (body === "" && !hash) return true;
  return hash?.toLowerCase() === createHash("sha256").update(body).digest("hex");
}

// Proxies add, change and remove the port and rewrite what is escaped in the address: it counts as it came and as the
// official library would also have signed it.
function spellings(url: string): string[] {
  const came = withAndWithoutPort(url);
  const normal = withAndWithoutPort(URL.parse(url)?.href ?? url);
  return [...came, ...normal, ...normal.map(withQueryEscapedAnew)];
}

function withAndWithoutPort(url: string): string[] {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*@)?(\[[^\]/?#]*\]|[^:/?#]*)(:[^/?#]*)?(.*)$/is.exec(url);
  if (match === null) return [url];
  const [, scheme = "", user = "", host = "", port, rest = ""] = match;
  const usual = /^(https|wss)$/i.test(scheme) ? ":443" : ":80";
  return [`${scheme}://${user}${host}${rest}`, `${scheme}://${user}${host}${port ?? usual}${rest}`];
}

function withQueryEscapedAnew(url: string): string {
  const start = url.indexOf("?") + 1;
  return start === 0 ? url : url.slice(0, start) + stringify(parse(url.slice(start)));
}

// https://developers.telnyx.com: Ed25519 over `timestamp|body`, with the account's public key in base64.
function verifyTelnyx(publicKey: string, { headers, body }: CloudRequest, now: number): boolean {
  const timestamp = headers["telnyx-timestamp"] ?? "";
  const signature = Buffer.from(headers["telnyx-signature-ed25519"] ?? "", "base64");
  const fresh = Math.abs(now - Number(timestamp)) <= MAX_AGE_SECONDS;
  if (!fresh || signature.length !== 64) return false;
  const key = Buffer.from(publicKey, "base64");
  if (key.length !== 32) return false;
  // The fixed beginning of an Ed25519 key in SubjectPublicKeyInfo form (RFC 8410).
  const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), key]);
  return verify(
    null,
    Buffer.from(`${timestamp}|${body}`),
    createPublicKey({ key: spki, format: "der", type: "spki" }),
    signature,
  );
}
