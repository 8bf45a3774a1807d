import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { CodecName } from "../src/index.ts";
import { ENCODINGS, OFFERED_PAYLOAD_TYPES } from "../src/sdp/audio-codec.ts";
import { runSipp } from "../test/peers/sipp.ts";
import { loopback } from "./loopback.ts";
import { recordVoice } from "./recording.ts";
import { type Counters, startServer } from "./server-process.ts";

/** How one number of calls at a time went. Shares are 0-1. */
export type LiveResult = {
  calls: number;
  /** CPU time of our process for one second of one call, in ms. */
  cpuMsPerCall: number;
  core: number;
  latePackets: number;
  spoiltFrames: number;
  /** Of the time our process was ready to run, while others had the cores. */
  waited: number;
  memoryMb: number;
};

// Calls last twelve seconds and come within four: these are seconds in which all of them talk.
const CALLS_COME_WITHIN = 4;
const SETTLED_MS = 5_000;
const MEASURED_MS = 6_000;

/** Lets sipp make so many calls, each of them talking, to an endpoint that plays and listens. */
export async function measureLive(codec: CodecName, calls: number): Promise<LiveResult> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  const server = await startServer(codec);
  try {
    const scenario = await writeScenario(folder, codec);
    const args = [`${loopback.hostAddress}:5060`, "-m", `${calls}`, "-l", `${calls}`];
    const rate = ["-r", `${Math.ceil(calls / CALLS_COME_WITHIN)}`, "-mi", loopback.peerAddress];
    const load = runSipp(loopback, { scenario, args: [...args, ...rate] });
    await sleep(SETTLED_MS);
    const before = await server.counters();
    await sleep(MEASURED_MS);
    const after = await server.counters();
    await load;
    return compare(before, after);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

function compare(before: Counters, after: Counters): LiveResult {
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  const cpuMs = after.cpuMs - before.cpuMs;
  return {
    calls: after.calls,
    cpuMsPerCall: cpuMs / (MEASURED_MS / 1000) / after.calls,
    core: cpuMs / MEASURED_MS,
    latePackets: share(after.clock.late - before.clock.late, after.clock.ticks - before.clock.ticks),
    spoiltFrames: share(after.spoilt - before.spoilt, after.received - before.received),
    waited: (after.waitedMs - before.waitedMs) / MEASURED_MS,
    memoryMb: after.memory / 2 ** 20,
  };
}

async function writeScenario(folder: string, codec: CodecName): Promise<string> {
  const [recording, scenario] = [join(folder, "voice.pcap"), join(folder, "talk.xml")];
  await writeFile(recording, recordVoice(codec));
  const template = await readFile(new URL("scenario-talk.xml", import.meta.url), "utf8");
  const text = template
    .replaceAll("PAYLOAD", String(OFFERED_PAYLOAD_TYPES[codec]))
    .replaceAll("ENCODING", ENCODINGS[codec])
    .replaceAll("RECORDING", recording);
  await writeFile(scenario, text);
  return scenario;
}
