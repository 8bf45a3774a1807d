import type { CodecName } from "../sdp/audio-codec.ts";
import type { AudioCodec } from "./audio-codec.ts";
import { createG711Codec } from "./g711-codec.ts";
import { createOpusCodec } from "./opus-codec.ts";

/** A new encoder and decoder of that name. Close it when the call is over. */
export function createCodec(name: CodecName): AudioCodec {
  return name === "opus" ? createOpusCodec() : createG711Codec(name);
}
