import type { Clock } from "../clock/clock.ts";
import type { SessionMedia } from "./call/call-context.ts";
import type { IncomingSipCall } from "./call/incoming-sip-call.ts";
import type { OutgoingHandlers } from "./call/outgoing-sip-call.ts";
import type { RegistrationState } from "./registration.ts";
import type { SipTimers } from "./sip-timers.ts";
import type { Hop } from "./transport/sip-transport.ts";
import type { Listeners } from "./transport/transport-set.ts";
import type { TrunkOptions } from "./trunk-options.ts";

/** Where to listen, which providers to serve, and who hears what happens. */
export type SipUserAgentOptions = Listeners & {
  trunks: TrunkOptions[];
  /** A call came in; it has been answered with 100. Attach media, then ring, accept or reject. */
  onCall: (call: IncomingSipCall, trunk: string) => void;
  onRegistration?: (trunk: string, state: RegistrationState) => void;
  /** Every message as it passes, for a trace: with media keys and answers to challenges in it, unlike the log. */
  onTrace?: (direction: "in" | "out", bytes: Uint8Array, hop: Hop) => void;
  /** Hears of mistakes in this library or in a listener; the call concerned may suffer. Without it they are thrown. */
  onFault?: (error: unknown) => void;
  clock?: Clock;
  timers?: SipTimers;
  /** Session refresh interval in seconds (RFC 4028). */
  sessionExpires?: number;
};

/** Whom to call. `to` is a user at the trunk's domain (a phone number) or a whole SIP URI. */
export type CallRequest = {
  trunk: string;
  to: string;
  from?: { user?: string; displayName?: string };
  headers?: [name: string, value: string][];
  /** Milliseconds it may ring; 60,000 when absent. */
  ringTimeout?: number;
  media: SessionMedia;
  handlers: OutgoingHandlers;
};
