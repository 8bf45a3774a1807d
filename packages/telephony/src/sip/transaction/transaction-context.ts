import type { Clock } from "../../clock/clock.ts";
import type { SipMessage } from "../sip-message.ts";
import type { SipTimers } from "../sip-timers.ts";

/** What a transaction needs from the outside. */
export type TransactionContext = {
  clock: Clock;
  timers: SipTimers;
  /** True over TCP and TLS: no retransmissions, no waiting for them. */
  reliable: boolean;
  /** Sends to this transaction's peer; rejects when the transport failed. */
  send: (message: SipMessage) => Promise<void>;
  /** Called once, when the transaction can be forgotten. */
  onEnd: () => void;
};
