import { renderTwiml } from "./render-twiml.ts";
import type { Dialect } from "./verify-webhook.ts";
import type { VoiceVerb } from "./voice-verb.ts";

/** An account at a cloud. `baseUrl` is what `apiBase` gives. Credentials: at Telnyx the password alone, an API key. */
export type CloudAccount = {
  dialect: Dialect["name"];
  baseUrl: string;
  accountSid: string;
  /** The account's or an API key's; the account's SID when absent. */
  user?: string;
  password: string;
  /** Telnyx makes calls in the name of one of its applications. */
  applicationSid?: string;
  /** Milliseconds for one request; default 15,000. */
  timeout?: number;
  fetch?: typeof fetch;
};

/** What a call does: verbs, or an address that answers with a document. */
export type CloudScript = readonly VoiceVerb[] | { url: string };

export type CloudDialOptions = {
  to: string;
  from: string;
  /** Done once the call is answered. */
  script: CloudScript;
  /** Hears of every step, as `readStatusCallback` understands it. */
  statusCallback?: string;
  /** Seconds it may ring; the cloud's own default is 60. */
  ringSeconds?: number;
  /** Seconds it may last. */
  maxSeconds?: number;
  /** Keys pressed when answered: an extension. */
  sendDigits?: string;
  /** Tells people from machines before the script begins; `message-end` also waits for the beep. */
  detectMachine?: "answer" | "message-end";
};

/** A request that the cloud refused, or that did not reach it. The message holds no secret. */
export class CloudError extends Error {
  override readonly name = "CloudError";
  /** The HTTP status; undefined when there was no answer. */
  readonly status: number | undefined;
  /** The cloud's own error code. */
  readonly code: number | undefined;

  constructor(message: string, { status, code }: { status?: number; code?: number } = {}) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

type Fields = Record<string, string | readonly string[] | number | undefined>;

const STATUS_EVENTS = ["initiated", "ringing", "answered", "completed"];
// https://www.twilio.com/docs/voice/api/call-resource
const MAX_DOCUMENT = 4000;

/** Calls through a Twilio-dialect cloud: its REST interface, as far as a call needs it. Every method rejects with CloudError. */
export class CloudPhone {
  readonly #account: CloudAccount;

  constructor(account: CloudAccount) {
    this.#account = account;
  }

  /** Calls somebody; answers with the call's id at the cloud. */
  async dial(options: CloudDialOptions): Promise<string> {
    const { to, from, script, statusCallback, ringSeconds, maxSeconds, sendDigits, detectMachine } = options;
    const detection = { answer: "Enable", "message-end": "DetectMessageEnd" } as const;
    const body = await this.#post("/Calls", {
      To: to,
      From: from,
      ...scriptFields(script),
      StatusCallback: statusCallback,
      StatusCallbackEvent: statusCallback === undefined ? undefined : STATUS_EVENTS,
      Timeout: ringSeconds,
      TimeLimit: maxSeconds,
      SendDigits: sendDigits,
      MachineDetection: detectMachine && detection[detectMachine],
      ApplicationSid: this.#account.applicationSid,
    });
    const sid = body.sid ?? body.call_sid;
    if (typeof sid !== "string" || sid === "") throw new CloudError("the cloud gave the call no id");
    return sid;
  }

  /** A call that is going on does something else from now on. */
  async redirect(callSid: string, script: CloudScript): Promise<void> {
    await this.#post(`/Calls/${encodeURIComponent(callSid)}`, scriptFields(script));
  }

  /** Ends a call, also one that still rings. */
  async hangUp(callSid: string): Promise<void> {
    await this.#post(`/Calls/${encodeURIComponent(callSid)}`, { Status: "completed" });
  }

  async #post(path: string, fields: Fields): Promise<Record<string, unknown>> {
    const {
      dialect,
      baseUrl,
      accountSid,
      user = accountSid,
      password,
      timeout = 15_000,
      fetch: send = fetch,
    } = this.#account;
    const telnyx = dialect === "telnyx";
    const basic = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
    const authorization = telnyx ? `Bearer ${password}` : basic;
    // Telnyx takes new calls as JSON, and everything else as the others do.
    const asJson = telnyx && path === "/Calls";
    const type = asJson ? { "content-type": "application/json" } : {};
    const response = await send(
      `${baseUrl}/Accounts/${encodeURIComponent(accountSid)}${path}${telnyx ? "" : ".json"}`,
      {
        method: "POST",
        headers: { authorization, accept: "application/json", ...type },
        body: asJson ? json(fields) : form(fields),
        signal: AbortSignal.timeout(timeout),
      },
    ).catch((error: unknown) => {
      throw new CloudError(`the cloud could not be reached: ${String(error)}`);
    });
    const text = await response.text().catch(() => "");
    const body = parseObject(text);
    if (!response.ok) throw refusal(response.status, body, text);
    return body;
  }
}

function scriptFields(script: CloudScript): Fields {
  if ("url" in script) return { Url: script.url };
  const document = renderTwiml(script);
  if (document.length > MAX_DOCUMENT) {
    throw new CloudError(`the document has ${document.length} characters of ${MAX_DOCUMENT}: give its address instead`);
  }
  return { Twiml: document };
}

function form(fields: Fields): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of value === undefined ? [] : [value].flat()) body.append(name, String(each));
  }
  return body;
}

function json(fields: Fields): string {
  const plain = Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) ? value.join(" ") : value]);
  return JSON.stringify(Object.fromEntries(plain));
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

// Twilio and SignalWire: {code, message}; Telnyx: {errors: [{code, title, detail}]}.
function refusal(status: number, body: Record<string, unknown>, text: string): CloudError {
  const [first] = Array.isArray(body.errors) ? (body.errors as Record<string, unknown>[]) : [body];
  const { message, detail, title, code } = first ?? {};
  const said = [message, detail, title, text.slice(0, 200)].find(
    (each): each is string => typeof each === "string" && each !== "",
  );
  const number = Number(code);
  return new CloudError(`the cloud answered ${status}: ${said ?? "nothing"}`, {
    status,
    ...(Number.isFinite(number) && code !== undefined ? { code: number } : {}),
  });
}
