import { setTimeout as pause } from "node:timers/promises";
import { fillSecrets, type HttpRequest, type HttpResult, type Json, type SecretText } from "@prosa/flow-schema";
import type { GuardedFetch } from "../platform/guarded-fetch/guarded-fetch.ts";
import { GuardedFetchError } from "../platform/guarded-fetch/guarded-fetch-error.ts";

/** What became of an HTTP request of a flow. `code` is for the flow, `detail` a sentence for its author. */
export type HttpOutcome = { ok: true; result: HttpResult } | { ok: false; code: string; detail: string };

export interface HttpOrder {
  request: HttpRequest;
  /** What the secrets it names hold. They are put in here and nowhere else. */
  secrets: Record<string, string>;
  guarded: GuardedFetch;
  /** Sent as Idempotency-Key, the same at each try. */
  key: string;
}

/** The names of the secrets that a request needs. */
export function secretsOf(request: HttpRequest): string[] {
  const texts = [request.url, request.body ?? [], ...request.headers.map(({ value }) => value)];
  return [...new Set(texts.flat().flatMap((part) => (typeof part === "string" ? [] : [part.secret])))];
}

/** Performs a flow's HTTP request: tries again on network errors, 429 and 5xx as often as its author allowed. Never throws. */
export async function performHttp(order: HttpOrder): Promise<HttpOutcome> {
  const missing = secretsOf(order.request).find((name) => !Object.hasOwn(order.secrets, name));
  if (missing !== undefined)
    return { ok: false, code: "missing-secret", detail: `The workspace has no secret named ${missing}.` };
  for (let attempt = 0; ; attempt++) {
    const outcome = await once(order);
    if (attempt >= order.request.retries || !worthRetrying(outcome)) return outcome;
    await pause(Math.min(30_000, 500 * 2 ** attempt) * (0.5 + Math.random() / 2));
  }
}

async function once({ request, secrets, guarded, key }: HttpOrder): Promise<HttpOutcome> {
  const text = (parts: SecretText) => fillSecrets(parts, secrets);
  const headers = Object.fromEntries(request.headers.map(({ name, value }) => [name, text(value)]));
  try {
    const answer = await guarded.open({
      url: text(request.url),
      method: request.method,
      headers: { "idempotency-key": key, ...headers },
      ...(request.body && { body: text(request.body) }),
      timeout: request.timeoutMs,
      maxBytes: readLimit,
    });
    const { bytes, whole } = await firstBytes(answer.body);
    return {
      ok: true,
      result: { status: answer.status, headers: kept(answer.headers), body: bodyOf(answer.headers, bytes, whole) },
    };
  } catch (error) {
    if (!(error instanceof GuardedFetchError)) throw error;
    return { ok: false, code: codes[error.fault] ?? "network", detail: error.message };
  }
}

/** Bytes of a body that a flow gets to see; the rest is not read. */
const resultLimit = 256 * 1024;
const readLimit = 64 * 1024 * 1024;

async function firstBytes(stream: AsyncIterable<unknown> & { destroy(): void }) {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > resultLimit) {
      stream.destroy();
      break;
    }
  }
  return { bytes: Buffer.concat(chunks).subarray(0, resultLimit), whole: size <= resultLimit };
}

function bodyOf(headers: Record<string, string>, bytes: Buffer, whole: boolean): Json {
  const text = bytes.toString("utf8");
  if (!whole || !/[/+]json\b/i.test(headers["content-type"] ?? "")) return text;
  try {
    const json = JSON.parse(text) as Json;
    return isDeeperThan(maxDepth, json) ? text : json;
  } catch {
    return text; // It said JSON and was not.
  }
}

/** More than any honest answer has. What walks a value by calling itself, as JSON.stringify does, has no stack for thousands. */
const maxDepth = 100;

const isDeeperThan = (levels: number, value: Json): boolean =>
  value !== null &&
  typeof value === "object" &&
  (levels === 0 || Object.values(value).some((item) => isDeeperThan(levels - 1, item)));

/** Headers a flow may read: not cookies, and not more than a turn should hold. */
const kept = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== "set-cookie")
      .slice(0, 60)
      .map(([name, value]) => [name, value.slice(0, 1000)]),
  );

const worthRetrying = (outcome: HttpOutcome) =>
  outcome.ok
    ? outcome.result.status === 429 || outcome.result.status >= 500
    : outcome.code === "network" || outcome.code === "timeout";

const codes: Record<string, string> = {
  refused: "address-refused",
  invalid: "invalid-request",
  timeout: "timeout",
  too_large: "too-large",
  too_many_redirects: "too-many-redirects",
  network: "network",
};
