import { DIGITS, type Digit } from "../audio/digit.ts";
import type { EndReason } from "../call/call-record.ts";
import type { GatherResult } from "../call/gather.ts";

/** A step of a call at a cloud, in the words our own calls use. */
export type CloudCallEvent = {
  callSid: string;
  direction: "incoming" | "outgoing";
  from: string;
  to: string;
  /** Of the callbacks of one call: the higher, the later. They may arrive in any order. */
  sequence: number | undefined;
} & (
  | { state: "dialling" | "ringing" }
  /** `by` is who took it, where that was to be found out. */
  | { state: "answered"; by: "person" | "machine" | "fax" | undefined }
  | { state: "ended"; end: EndReason; talkMs: number }
);

/** What a caller was asked and said: keys as `Call.gather` gives them, or words. */
export type CloudAnswer = GatherResult & { speech: { text: string; confidence: number | undefined } | undefined };

/** The form of a webhook as fields; the first value counts where a field is repeated. Verify the webhook first. */
type Form = URLSearchParams;

const ENDS = new Map<string, EndReason>([
  ["completed", { by: "remote", reason: "hangup" }],
  ["busy", { by: "remote", reason: "rejected", status: 486 }],
  ["no-answer", { by: "remote", reason: "timeout", status: 408 }],
  ["canceled", { by: "local", reason: "cancelled" }],
  ["failed", { by: "network", reason: "failed" }],
]);

/**
 * Reads a status callback, or the webhook that asks what an incoming call is to do. Undefined when it is neither. Who hung
 * up a completed call the cloud does not tell: it counts as the other side.
 */
export function readStatusCallback(form: Form): CloudCallEvent | undefined {
  const callSid = form.get("CallSid") ?? "";
  const status = (form.get("CallStatus") ?? "").toLowerCase();
  if (callSid === "") return undefined;
  const sequence = numberOf(form, "SequenceNumber");
  const direction = (form.get("Direction") ?? "").startsWith("outbound") ? "outgoing" : "incoming";
  const call = { callSid, direction, from: form.get("From") ?? "", to: form.get("To") ?? "", sequence } as const;
  const end = ENDS.get(status);
  if (end) {
    const sip = numberOf(form, "SipResponseCode");
    const detail = status === "failed" && sip !== undefined ? { status: sip } : {};
    return {
      ...call,
      state: "ended",
      end: { ...end, ...detail },
      talkMs: (numberOf(form, "CallDuration") ?? 0) * 1000,
    };
  }
  if (status === "queued" || status === "initiated") return { ...call, state: "dialling" };
  if (status === "ringing") return { ...call, state: "ringing" };
  if (status !== "in-progress" && status !== "answered") return undefined;
  return { ...call, state: "answered", by: answererOf(form.get("AnsweredBy") ?? "") };
}

/**
 * Reads what came to the `action` of a gather verb. `numDigits` is what was asked for: the cloud does not tell whether a
 * number was complete or the time was over.
 */
export function readGatherAnswer(form: Form, { numDigits }: { numDigits?: number } = {}): CloudAnswer {
  const digits = Array.from(form.get("Digits") ?? "")
    .filter((key) => DIGITS.includes(key))
    .join("");
  const key = form.get("FinishedOnKey") ?? "";
  const finishedOn = key.length === 1 && DIGITS.includes(key) ? (key as Digit) : undefined;
  const text = form.get("SpeechResult");
  const speech = text === null ? undefined : { text: text.trim(), confidence: numberOf(form, "Confidence") };
  if (finishedOn) return { digits, reason: "finish-key", finishedOn, speech };
  return { digits, reason: digits !== "" && digits.length === numDigits ? "max-digits" : "timeout", speech };
}

function answererOf(value: string): "person" | "machine" | "fax" | undefined {
  if (value === "human") return "person";
  if (value === "fax") return "fax";
  return value.startsWith("machine") ? "machine" : undefined;
}

// None of these numbers can be negative.
function numberOf(form: Form, name: string): number | undefined {
  const value = form.get(name);
  const number = Number(value);
  return value === null || value === "" || !Number.isFinite(number) || number < 0 ? undefined : number;
}
