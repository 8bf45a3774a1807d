import type { CodecName } from "../src/index.ts";
import { codecCost } from "./codec-cost.ts";
import { floodCost } from "./flood-cost.ts";
import { type LiveResult, measureLive } from "./live-calls.ts";
import { swallowAudio } from "./loopback.ts";
import { packetCost } from "./packet-cost.ts";
import { measureSetup, type SetupResult } from "./setup-times.ts";

// How many live calls one core carries, beside what the codecs alone cost, and how much a call's setup takes over the bare
// exchange of messages. CPU time for each call is the capacity figure: it depends least on what else the machine does.
const STEPS: Record<string, number[]> = { PCMA: [100, 200, 300, 400, 500, 600], opus: [20, 30, 40, 50, 75, 100, 150] };
const MAX_LATE = 0.01;
const RATES = [100, 200, 400];

const codecs = codecCost();
const packets = await packetCost();
console.log("CPU ms for one second of one call:");
for (const [what, ms] of [...Object.entries(codecs), ["its packets alone, sent and received", packets] as const]) {
  console.log(`  ${what.padEnd(48)} ${ms.toFixed(3)}  = ${Math.floor(1000 / ms)} calls fill a core`);
}
const flood = (await floodCost()) / ((packets / 50) * 1000);
console.log(`A stranger's message, sent and dropped, costs ${flood.toFixed(2)} times a bare packet.`);
swallowAudio();
for (const codec of ["PCMA", "opus"] as const) await live(codec);
await setup();

async function live(codec: CodecName): Promise<void> {
  console.log(
    `\n${codec} calls in one process, playing and listening, until over ${MAX_LATE * 100} % of packets are late:`,
  );
  let best: LiveResult | undefined;
  for (const calls of STEPS[codec] ?? []) {
    const result = await measureLive(codec, calls);
    console.log(`  ${describe(result)}`);
    if (result.latePackets > MAX_LATE) break;
    best = result;
  }
  if (best === undefined) return;
  const bare = (codecs[codec] ?? Number.NaN) + packets;
  console.log(
    `  ${best.calls} calls in time; one costs ${(best.cpuMsPerCall / bare).toFixed(2)} times its codec and packets`,
  );
}

function describe({ calls, cpuMsPerCall, core, latePackets, spoiltFrames, waited, memoryMb }: LiveResult): string {
  const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
  return [
    `${String(calls).padStart(3)} calls: ${percent(core).padStart(6)} of a core, ${cpuMsPerCall.toFixed(2)} ms a second each`,
    `= ${Math.floor(1000 / cpuMsPerCall)} fill a core; late ${percent(latePackets)}, frames spoilt ${percent(spoiltFrames)},`,
    `waited ${percent(waited)} of the time for a core, ${memoryMb.toFixed(0)} MB`,
  ].join(" ");
}

async function setup(): Promise<void> {
  console.log("\nFrom INVITE to 200, by sipp; `sipp` answering itself is the bare exchange:");
  for (const rate of RATES) {
    const { bare, ours } = await measureSetup(rate);
    const line = ({ median, p95, failed }: SetupResult) => `median ${median} ms, p95 ${p95} ms, ${failed} failed`;
    console.log(
      `  ${rate} calls a second: sipp ${line(bare)}; we ${line(ours)}, ${ours.cpuMs.toFixed(2)} ms of CPU a call`,
    );
  }
}
