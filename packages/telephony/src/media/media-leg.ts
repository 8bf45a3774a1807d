import type { Digit } from "../audio/digit.ts";
import type { SampleRate } from "../audio/frame.ts";

/** The state of a call's audio path. Loss is 0-1; `mos` is an estimate for what we hear, undefined when that is nothing. */
export type LegStats = {
  codec: string;
  packetsSent: number;
  packetsReceived: number;
  packetsLost: number;
  /** RTCP packets, which a peer that pauses goes on sending. */
  reportsReceived: number;
  jitterMs: number;
  concealedFrames: number;
  discardedFrames: number;
  delayMs: number;
  /** What the peer reports about our stream, when it does. */
  remoteLoss: number | undefined;
  roundTripMs: number | undefined;
  encrypted: boolean;
  mos: number | undefined;
};

/**
 * One party's audio, of whatever kind: RTP, WebRTC. The media clock calls `receive` and `send` once each 20 ms.
 */
export type MediaLeg = {
  readonly sampleRate: SampleRate;
  /** The next 20 ms we hear. */
  receive: () => Int16Array;
  /** 20 ms to be heard by the peer; undefined is silence. Before it `skipped` frames of time passed unsent. */
  send: (frame: Int16Array | undefined, skipped?: number) => void;
  /** Sends a key press; resolves when it has been sent, with false when this path cannot carry it, or no longer can. */
  sendDigit: (digit: Digit) => Promise<boolean>;
  /** Hears the peer's key presses. One listener. */
  onDigit: (listener: (digit: Digit) => void) => void;
  readonly stats: LegStats;
  close: () => void;
};
