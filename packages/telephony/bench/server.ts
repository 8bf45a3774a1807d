import { readFileSync } from "node:fs";
import { AudioClip, type Call, MediaClock, SipEndpoint, tone, VoiceActivity } from "../src/index.ts";

// The process under test: answers every call, plays to it without end and listens to it.
const [address = "127.0.0.1", peer = "127.0.0.1"] = process.argv.slice(2);
const clip = new AudioClip({ samples: tone({ frequencies: [350, 440], ms: 4000, rate: 8000 }), rate: 8000 });
const calls = new Set<Call>();
const mediaClock = new MediaClock();

const endpoint = await SipEndpoint.open({
  udp: { address, port: 5060 },
  media: { address, ports: { from: 20_000, to: 29_999 } },
  mediaClock,
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
  const audio = [...calls].map((call) => call.audio);
  const sum = (field: "packetsReceived" | "packetsLost" | "concealedFrames" | "discardedFrames") =>
    audio.reduce((total, each) => total + each[field], 0);
  process.send?.({
    calls: calls.size,
    cpu: process.cpuUsage(),
    clock: mediaClock.stats,
    received: sum("packetsReceived"),
    concealed: sum("concealedFrames"),
    discarded: sum("discardedFrames"),
    waitedMs: waitedForCpu(),
    memory: process.memoryUsage().rss,
  });
});
process.send?.("ready");

// Time this process was ready to run while others had the cores: on a shared machine that, and not the work itself,
// makes ticks late.
function waitedForCpu(): number {
  const [, waited] = readFileSync("/proc/self/schedstat", "utf8").split(" ");
  return Number(waited) / 1e6;
}
