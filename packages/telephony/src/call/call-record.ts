import { type Moment, moment, msBetween } from "../clock/moment.ts";
import type { LegStats } from "../media/media-leg.ts";

/** Who ended a call, and how. `status` is the SIP status when one ended it. */
export type EndReason = {
  by: "local" | "remote" | "network";
  reason: "hangup" | "cancelled" | "rejected" | "timeout" | "failed" | "transferred";
  status?: number;
  detail?: string;
};

/**
 * What remains of a call: its times, its end and the quality of its audio (a call detail record). Dates are those
 * of the machine; durations are measured apart, and right also when the machine's clock was set meanwhile.
 */
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

type Times = { started: Moment; answered: Moment | undefined };

/** The record of a call that ends now. */
export function recordCall(
  call: Pick<CallRecord, "id" | "direction" | "from" | "to" | "end" | "audio">,
  { started, answered }: Times,
): CallRecord {
  const ended = moment();
  return {
    ...call,
    startedAt: started.date,
    answeredAt: answered?.date,
    endedAt: ended.date,
    setupMs: answered && msBetween(started, answered),
    talkMs: answered ? msBetween(answered, ended) : 0,
  };
}
