import { createCodec } from "../src/audio/create-codec.ts";
import { AudioRoom } from "../src/media/audio-room.ts";
import { speechLike } from "../src/testing/signals.ts";

/** CPU time of one second of a call's audio, decoded and encoded, in ms: what the codec alone costs. */
export function codecCost(): Record<string, number> {
  return {
    PCMA: measure(() => roundTrip("PCMA")),
    opus: measure(() => roundTrip("opus")),
    "a bridge of both, with the conversion of rates": measure(bridge),
  };
}

const FRAMES_A_SECOND = 50;

function roundTrip(name: "PCMA" | "opus"): () => void {
  const codec = createCodec(name);
  const voice = speechLike({ seed: 1, seconds: 1, rate: codec.sampleRate }).samples;
  const length = codec.sampleRate / FRAMES_A_SECOND;
  return () => {
    for (let at = 0; at < voice.length; at += length) codec.decode(codec.encode(voice.subarray(at, at + length)));
  };
}

function bridge(): () => void {
  const [narrow, wide] = [createCodec("PCMA"), createCodec("opus")];
  const room = new AudioRoom();
  const [left, right] = [room.join(), room.join()];
  const narrowVoice = frames(narrow.sampleRate).map((frame) => narrow.encode(frame));
  const wideVoice = frames(wide.sampleRate).map((frame) => wide.encode(frame));
  return () => {
    for (let i = 0; i < FRAMES_A_SECOND; i++) {
      left.hear(narrow.decode(narrowVoice[i] ?? new Uint8Array(160)), narrow.sampleRate);
      right.hear(wide.decode(wideVoice[i] ?? new Uint8Array(0)), wide.sampleRate);
      narrow.encode(left.read(narrow.sampleRate));
      wide.encode(right.read(wide.sampleRate));
    }
  };
}

function frames(rate: number): Int16Array[] {
  const voice = speechLike({ seed: 2, seconds: 1, rate }).samples;
  const length = rate / FRAMES_A_SECOND;
  return Array.from({ length: FRAMES_A_SECOND }, (_, i) => voice.subarray(i * length, (i + 1) * length));
}

// The quickest of several rounds: the others were disturbed by whatever else runs.
function measure(prepare: () => () => void): number {
  const second = prepare();
  second();
  const rounds = Array.from({ length: 20 }, () => {
    const before = process.cpuUsage();
    for (let i = 0; i < 5; i++) second();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / 5;
  });
  return Math.min(...rounds);
}
