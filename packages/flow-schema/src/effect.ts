import type { Bubble } from "./content.ts";
import type { Value } from "./value.ts";

/**
 * Text with holes for secrets, filled in by the server at the call and nowhere else (`fillSecrets`). What a customer typed is
 * always a plain string part. `as` says how a secret is written in its place: inside a JSON string, as a JSON value, or
 * percent-encoded; absent: as it is.
 */
export type SecretText = Array<string | { secret: string; as?: "json-text" | "json-value" | "url" }>;

export interface HttpRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: SecretText;
  headers: Array<{ name: string; value: SecretText }>;
  body: SecretText | null;
  /** For each try, in ms. */
  timeoutMs: number;
  /** Further tries after the first, on network errors, 429 and 5xx. */
  retries: number;
}

/** The result of an `http.request` effect. `body` is parsed JSON where the answer says so, else text; at most 256 kB. */
export interface HttpResult {
  status: number;
  headers: Record<string, string>;
  body: Value;
}

/** What a turn asks the world to do; the engine performs none of it. */
export type EffectRequest =
  | { type: "message.send"; bubble: Bubble }
  | { type: "http.request"; request: HttpRequest; idempotent: boolean }
  | { type: "contact.update"; set: ContactChange }
  | { type: "contact.tag"; add: string[]; remove: string[] }
  | { type: "conversation.update"; fields: Record<string, Value> }
  /** To a queue; null is the workspace's default queue. The session ends. */
  | { type: "conversation.transfer"; queueId: string | null; note?: string }
  | { type: "conversation.close" };

export interface ContactChange {
  name?: string;
  email?: string;
  phone?: string;
  language?: string;
  /** Variables of scope `contact`. */
  fields?: Record<string, Value>;
}

/** An effect as the engine returns it. `id` is a UUIDv7 and is also the message's, the timer's or the call's id. */
export type Effect = { id: string; node: string } & (
  | EffectRequest
  /** `at` in ms since 1970. */
  | { type: "timer.start"; at: number }
  /** `id` is the timer's. */
  | { type: "timer.cancel" }
  /** The flow could not go on; the conversation goes to the default queue. */
  | { type: "run.failed"; code: FailureCode; detail?: string }
  /** An exit that leads nowhere was taken, or the flow came to its end. */
  | { type: "session.ended"; reason: EndReason }
);
export type EffectType = Effect["type"];

export type EndReason = "completed" | "transferred" | "restarted" | "command" | "open-exit";

export const failureCodes = [
  "too-many-steps",
  "state-too-large",
  "text-too-large",
  "flows-too-deep",
  "missing-node-type",
  "missing-node",
  "missing-flow",
  "invalid-config",
  "node-error",
  "crashed",
] as const;
export type FailureCode = (typeof failureCodes)[number];
