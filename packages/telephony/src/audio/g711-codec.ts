import type { AudioCodec } from "./audio-codec.ts";
import { decodeG711, encodeG711, type G711Law } from "./g711.ts";
import { LossConcealer } from "./loss-concealer.ts";

/** G.711 with loss concealment. */
export function createG711Codec(law: G711Law): AudioCodec {
  const concealer = new LossConcealer(8000);
  return {
    sampleRate: 8000,
    encode: (frame) => encodeG711(frame, law),
    decode: (payload) => concealer.received(decodeG711(payload, law)),
    isPause: () => false,
    conceal: (length) => concealer.conceal(length),
    close: () => undefined,
  };
}
