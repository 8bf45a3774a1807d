import { FRAME_MS, type SampleRate } from "./frame.ts";

/** Turns frames of 20 ms into payloads and payloads into samples. One for each call: decoders remember. */
export type AudioCodec = {
  /** The rate of the samples on our side. */
  readonly sampleRate: SampleRate;
  encode: (frame: Int16Array) => Uint8Array;
  decode: (payload: Uint8Array) => Int16Array;
  /** True for a payload that carries no voice but says that the peer pauses (discontinuous transmission). */
  isPause: (payload: Uint8Array) => boolean;
  /** Samples for a payload of `length` samples that was lost. */
  conceal: (length: number) => Int16Array;
  close: () => void;
};

/** RTP clock steps in one frame, for a codec whose RTP clock runs at `clockRate`. */
export function clockStepsPerFrame(clockRate: number): number {
  return (clockRate * FRAME_MS) / 1000;
}
