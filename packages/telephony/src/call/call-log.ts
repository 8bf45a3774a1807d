import type { CallRecord, EndReason } from "./call-record.ts";

/**
 * What happened, for a log: plain data, one object for each event. Passwords, media keys, the digits pressed and the
 * words said are never part of it; telephone numbers are.
 */
export type LogEntry =
  | { event: "call-started"; call: string; direction: "incoming" | "outgoing"; from: string; to: string }
  | { event: "call-answered"; call: string; setupMs: number }
  | { event: "call-held" | "call-resumed"; call: string; by: "local" | "remote" }
  | { event: "recording-started"; call: string }
  | { event: "transfer-started" | "transfer-done"; call: string }
  | { event: "transfer-failed"; call: string; detail: string }
  | { event: "media-lost"; call: string }
  /** A listener or a source of the application threw; told once for each. */
  | { event: "listener-failed"; call: string; detail: string }
  | { event: "call-ended"; call: string; record: CallRecord }
  /** A call that came in and was never answered. */
  | { event: "call-missed"; trunk: string; from: string; to: string; end: EndReason }
  /** The application failed to take a call, or there was no room for its media. */
  | { event: "call-dropped"; trunk: string; from: string; to: string; detail: string }
  | { event: "registration"; trunk: string; state: string; status?: number };

/** Takes the events. What it throws is passed over: no call ends because of its log. */
export type TelephonyLog = (entry: LogEntry) => void;

/** The log with that promise kept; without one, nothing. */
export function safeLog(log: TelephonyLog | undefined): TelephonyLog {
  return (entry) => {
    try {
      log?.(entry);
    } catch {
      // Passed over, as promised.
    }
  };
}
