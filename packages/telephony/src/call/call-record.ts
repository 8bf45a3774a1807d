import type { LegStats } from "../media/media-leg.ts";

/** Who ended a call, and how. `status` is the SIP status when one ended it. */
export type EndReason = {
  by: "local" | "remote" | "network";
  reason: "hangup" | "cancelled" | "rejected" | "timeout" | "failed" | "transferred";
  status?: number;
  detail?: string;
};

/** What remains of a call: its times, its end and the quality of its audio (a call detail record). */
export type CallRecord = {
  id: string;
  direction: "incoming" | "outgoing";
  from: string;
  to: string;
  startedAt: Date;
  answeredAt: Date | undefined;
  endedAt: Date;
  /** From the first message to the answer, in ms. */
  setupMs: number | undefined;
  /** From answer to end, in ms. */
  talkMs: number;
  end: EndReason;
  audio: LegStats;
};

/** The record of a call that ends now. */
export function recordCall(call: Omit<CallRecord, "endedAt" | "setupMs" | "talkMs">): CallRecord {
  const { startedAt, answeredAt } = call;
  const endedAt = new Date();
  const setupMs = answeredAt && answeredAt.getTime() - startedAt.getTime();
  const talkMs = answeredAt ? endedAt.getTime() - answeredAt.getTime() : 0;
  return { ...call, endedAt, setupMs, talkMs };
}
