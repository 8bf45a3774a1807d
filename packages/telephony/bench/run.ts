import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { openPeerNetwork, type PeerNetwork } from "../test/peers/network.ts";
import { runSipp } from "../test/peers/sipp.ts";
import { codecCost } from "./codec-cost.ts";
import { setupTimes } from "./setup-times.ts";

// How many G.711 calls one process carries with both directions live, beside what the codecs alone cost, and how much
// a call's setup takes over the bare exchange of messages. Ratios are what counts: they compare machines.
const STEPS = [100, 200, 300, 400, 500];
const MAX_LATE = 0.01;
// More waiting than this and the machine, not the process, is what is measured.
const MAX_WAITED = 0.02;
const SECONDS = 8;

type Sample = {
  calls: number;
  cpu: { user: number; system: number };
  clock: { ticks: number; late: number; worstMs: number };
  received: number;
  concealed: number;
  discarded: number;
  waitedMs: number;
  memory: number;
};

console.log("CPU ms for one second of audio of one call, codec alone:");
for (const [what, ms] of Object.entries(codecCost())) {
  console.log(`  ${what.padEnd(54)} ${ms.toFixed(3)}  = ${Math.floor(1000 / ms)} calls fill a core`);
}
const network = await openPeerNetwork();
try {
  console.log("\nG.711 calls, playing and listening, both directions live:");
  for (const calls of STEPS) if (!(await step(network, calls))) break;
  console.log("\nTime from INVITE to 200, ms:");
  await setupTimes(network, () => startServer(network));
} finally {
  await network.close();
}

async function step(net: PeerNetwork, calls: number): Promise<boolean> {
  const server = await startServer(net);
  const scenario = new URL("./scenario-talk.xml", import.meta.url).pathname;
  const args = [`${net.hostAddress}:5060`, "-m", String(calls), "-l", String(calls), "-r", String(calls / 4)];
  const load = runSipp(net, { scenario, args: [...args, "-mi", net.peerAddress] });
  await sleep(5000);
  const before = await ask(server);
  await sleep(SECONDS * 1000);
  const after = await ask(server);
  const result = await load;
  await stopServer(server);
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  const cpu = (after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system) / 1e6 / SECONDS;
  const late = share(after.clock.late - before.clock.late, after.clock.ticks - before.clock.ticks);
  const bad = share(
    after.concealed + after.discarded - before.concealed - before.discarded,
    after.received - before.received,
  );
  const waited = (after.waitedMs - before.waitedMs) / (SECONDS * 1000);
  const percent = (value: number) => `${(value * 100).toFixed(2)} %`;
  console.log(
    `  ${String(after.calls).padStart(4)} calls: ${percent(cpu)} of a core, ${percent(late)} of ticks late,` +
      ` ${percent(bad)} of frames concealed or dropped, ${Math.round(after.memory / 2 ** 20)} MB,` +
      ` waited ${percent(waited)} of the time for a core, ${result.successful} ended well`,
  );
  return cpu < 0.9 && (late < MAX_LATE || waited > MAX_WAITED);
}

async function startServer(net: PeerNetwork): Promise<ChildProcess> {
  const server = fork(new URL("./server.ts", import.meta.url).pathname, [net.hostAddress, net.peerAddress]);
  await once(server, "message");
  return server;
}

async function ask(server: ChildProcess): Promise<Sample> {
  server.send("stats");
  const [sample] = (await once(server, "message")) as [Sample];
  return sample;
}

async function stopServer(server: ChildProcess): Promise<void> {
  const gone = once(server, "exit");
  server.send("stop");
  await gone;
}
