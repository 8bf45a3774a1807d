import type { MediaTicks } from "../media/media-clock.ts";
import type { MediaLeg } from "../media/media-leg.ts";
import type { TelephonyLog } from "./call-log.ts";
import type { CallSignalling } from "./call-signalling.ts";

/** What a call is made of. */
export type CallOptions = {
  leg: MediaLeg;
  clock: MediaTicks;
  signalling: CallSignalling;
  direction: "incoming" | "outgoing";
  from: string;
  to: string;
  /** Ends the call when nothing was received for so long, in ms, unless somebody holds the call; default 60,000. */
  mediaTimeout?: number;
  /** Also listens for keypad tones inside the audio: for peers that send no RFC 4733 events. */
  inbandDigits?: boolean;
  /** When it began to ring, if that was before now: setup time counts from there. */
  startedAt?: Date;
  log?: TelephonyLog;
  /** Hears what goes wrong in a frame of this call; the call goes on with the next. Otherwise the clock tells of it. */
  onFault?: (error: unknown) => void;
};

/** Decides about a transfer the peer asks for. `target` is a SIP URI. */
export type TransferListener = (target: string, report: (status: number, reason: string) => void) => boolean;
