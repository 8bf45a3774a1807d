import type { Clock } from "../../clock/clock.ts";
import type { Authenticator } from "../authenticator.ts";
import type { SipTimers } from "../sip-timers.ts";
import type { SipUri } from "../sip-uri.ts";
import type { TransactionLayer } from "../transaction/transaction-layer.ts";
import type { Hop } from "../transport/sip-transport.ts";
import type { DialogUsage } from "./dialog-usage.ts";

/** What a call needs from the user agent that holds it. */
export type CallContext = {
  clock: Clock;
  timers: SipTimers;
  layer: TransactionLayer;
  authenticator: Authenticator;
  /** Session refresh interval in seconds that we ask for and the least we accept (RFC 4028). */
  sessionExpires: number;
  minSessionExpires: number;
  /** The value of our Contact header for a hop. */
  contact: (hop: Hop) => string;
  /** Where a URI of a dialog leads; `fallback` is the path the peer's last message came by. */
  route: (uri: SipUri | undefined, fallback: Hop) => Promise<Hop>;
  /** Receives the requests of a dialog from now on. */
  register: (usage: DialogUsage) => unknown;
  unregister: (usage: DialogUsage) => unknown;
};

/**
 * The media side of a call, as signalling sees it: SDP texts in, SDP texts out.
 * `answer` and `accept` reject or throw when the description holds nothing we can speak.
 */
export type SessionMedia = {
  /** Our offer, first or renewed (after hold, resume). */
  offer: () => Promise<string>;
  /** Takes the peer's offer and answers it. */
  answer: (offer: string) => Promise<string>;
  /** Takes the peer's answer to our offer. */
  accept: (answer: string) => Promise<void>;
  close: () => void;
};

/** How a call ended. `status` is the SIP status that ended it, when one did. */
export type CallEnd = {
  by: "local" | "remote" | "network";
  reason: "hangup" | "cancelled" | "rejected" | "timeout" | "failed" | "transferred";
  status?: number;
  /** The text beside the status, or of the Reason header. */
  detail?: string;
};

/** Our headers on INVITE, UPDATE and their answers. */
export const ALLOWED_METHODS = [
  "INVITE",
  "ACK",
  "CANCEL",
  "BYE",
  "OPTIONS",
  "UPDATE",
  "INFO",
  "REFER",
  "NOTIFY",
  "PRACK",
];

/** Option tags of extensions that work here. */
export const SUPPORTED_EXTENSIONS = ["timer", "replaces", "100rel"];

export const SDP_TYPE = "application/sdp";
