import { readFileSync } from "node:fs";
import { AudioClip, type Call, type CodecName, MediaClock, SipEndpoint, VoiceActivity } from "../src/index.ts";
import { speechLike } from "../src/testing/signals.ts";
import type { Counters } from "./server-process.ts";

// The process under test: answers every call, plays to it without end and listens to it.
const [address = "127.0.0.1", peer = "127.0.0.1", codec = "PCMA"] = process.argv.slice(2);
const clip = new AudioClip(speechLike({ seed: 2, seconds: 4, rate: 16_000 }));
const calls = new Set<Call>();
const mediaClock = new MediaClock();

const endpoint = await SipEndpoint.open({
  udp: { address, port: 5060 },
  media: { address, ports: { from: 20_000, to: 29_999 } },
  mediaClock,
  codecs: [codec as CodecName],
  trunks: [
    {
      name: "load",
      server: { host: peer, port: 5060, protocol: "udp" },
      user: "bench",
      maxCalls: 10_000,
      maxCallsPerSecond: 10_000,
    },
  ],
  onCall: async (incoming) => {
    const call = await incoming.answer();
    const voice = new VoiceActivity();
    call.onAudio((frame) => voice.feed(frame));
    call.play(clip, { loop: true });
    calls.add(call);
    await call.ended;
    calls.delete(call);
  },
});

// Each question is answered with the counters so far; the asker takes differences.
process.on("message", (question) => {
  if (question === "stop") {
    void endpoint.close().then(() => process.exit(0));
    return;
  }
  const { user, system } = process.cpuUsage();
  const audio = [...calls].map((call) => call.audio);
  process.send?.({
    calls: calls.size,
    cpuMs: (user + system) / 1000,
    clock: mediaClock.stats,
    received: audio.reduce((sum, { packetsReceived }) => sum + packetsReceived, 0),
    spoilt: audio.reduce((sum, { concealedFrames, discardedFrames }) => sum + concealedFrames + discardedFrames, 0),
    waitedMs: waitedForCpu(),
    memory: process.memoryUsage().rss,
  } satisfies Counters);
});
process.send?.("ready");

// Time this process was ready to run while others had the cores: on a shared machine that, and not the work itself,
// makes ticks late.
function waitedForCpu(): number {
  const [, waited] = readFileSync("/proc/self/schedstat", "utf8").split(" ");
  return Number(waited) / 1e6;
}
