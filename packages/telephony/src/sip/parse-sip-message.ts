import { BadRequestError } from "./bad-request-error.ts";
import { SipHeaders } from "./sip-headers.ts";
import { noBody, type SipMessage, type SipRequest } from "./sip-message.ts";
import { isToken } from "./sip-params.ts";
import { SipParseError } from "./sip-parse-error.ts";

/** The largest message read from a datagram or a stream, in bytes. */
export const MAX_MESSAGE_BYTES = 65_535;

const MAX_HEADER_LINES = 256;

/**
 * Parses one SIP message from a datagram (RFC 3261 sections 7 and 18.3): bytes after Content-Length are ignored, a
 * missing Content-Length means "to the end". Accepts bare LF and leading empty lines. Header values are unfolded but
 * otherwise left as text: `checkRequest` and `checkResponse` look at them.
 * Throws SipParseError; BadRequestError for a request whose headers could be told apart and that deserves an answer.
 */
export function parseSipMessage(bytes: Uint8Array): SipMessage {
  if (bytes.length > MAX_MESSAGE_BYTES) throw new SipParseError("message too large");
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const { start, end, bodyStart } = findHead(buffer);
  const lines = unfold(buffer.toString("utf8", start, end));
  const first = lines.shift() ?? "";
  const headers = parseHeaders(lines);
  const message = parseStartLine(first, headers);
  message.body = cutBody(buffer.subarray(bodyStart), message);
  return message;
}

/** Where the head of a message begins and ends, and where its body starts. */
export function findHead(buffer: Buffer): { start: number; end: number; bodyStart: number } {
  let start = 0;
  while (buffer[start] === 13 || buffer[start] === 10) start++;
  let at = start;
  for (;;) {
    at = buffer.indexOf(10, at);
    if (at < 0) return { start, end: buffer.length, bodyStart: buffer.length };
    const next = buffer[at + 1] === 13 ? at + 2 : at + 1;
    if (buffer[next] === 10) return { start, end: at, bodyStart: next + 1 };
    at++;
  }
}

function unfold(head: string): string[] {
  const lines: string[] = [];
  for (const raw of head.split("\n")) {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    const last = lines.length - 1;
    if (last > 0 && (line[0] === " " || line[0] === "\t")) lines[last] = `${lines[last]} ${line.trim()}`;
    else lines.push(line);
    if (lines.length > MAX_HEADER_LINES) throw new SipParseError("too many header lines");
  }
  return lines;
}

function parseHeaders(lines: string[]): SipHeaders {
  const headers = new SipHeaders();
  for (const line of lines) {
    if (line === "") continue;
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trimEnd();
    if (!isToken(name)) throw new SipParseError(`malformed header line: ${line.slice(0, 40)}`);
    headers.append(name, line.slice(colon + 1).trim());
  }
  return headers;
}

function parseStartLine(line: string, headers: SipHeaders): SipMessage {
  const response = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/is.exec(line);
  if (response) {
    const [, status, reason = ""] = response;
    return { kind: "response", status: Number(status), reason, headers, body: noBody() };
  }
  if (/^SIP\//i.test(line)) throw new SipParseError("malformed status line");
  const [method = "", uri = "", version = "", ...rest] = line.split(" ");
  const request: SipRequest = { kind: "request", method, uri, headers, body: noBody() };
  if (!isToken(method)) throw new SipParseError("malformed method");
  if (rest.length > 0 || uri === "") throw new BadRequestError("malformed request line", request);
  if (!/^SIP\/\d+\.\d+$/i.test(version)) throw new BadRequestError("malformed SIP version", request);
  if (!/^SIP\/2\.0$/i.test(version)) throw new BadRequestError("SIP version not supported", request, 505);
  return request;
}

function cutBody(rest: Buffer, message: SipMessage): Uint8Array {
  const declared = message.headers.lines("Content-Length");
  if (declared.length === 0) return rest;
  const problem = contentLengthProblem(declared, rest.length);
  if (problem === undefined) return rest.subarray(0, Number(declared[0]));
  throw message.kind === "request" ? new BadRequestError(problem, message) : new SipParseError(problem);
}

function contentLengthProblem(declared: string[], available: number): string | undefined {
  if (declared.length > 1) return "more than one Content-Length";
  if (!/^\d{1,9}$/.test(declared[0] ?? "")) return "malformed Content-Length";
  return Number(declared[0]) > available ? "body shorter than Content-Length" : undefined;
}
