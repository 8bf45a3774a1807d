import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loopback } from "./loopback.ts";
import { startServer } from "./server-process.ts";

/** Times in ms; `cpuMs` is what one call, from its INVITE to its end, took of our process. */
export type SetupResult = { median: number; p95: number; failed: number; cpuMs: number };

const SECONDS = 5;

/** Lets sipp make short calls at a rate, to itself and then to us. */
export async function measureSetup(rate: number): Promise<{ bare: SetupResult; ours: SetupResult }> {
  const answerer = loopback.spawn("sipp", ["-sn", "uas", "-i", loopback.peerAddress, "-p", "5070", "-nostdin"]);
  answerer.stdout?.resume();
  const bare = { ...(await dial(`${loopback.peerAddress}:5070`, rate)), cpuMs: 0 };
  const ended = once(answerer, "exit");
  answerer.kill("SIGKILL");
  await ended;
  const server = await startServer("PCMU");
  const before = await server.counters();
  const times = await dial(`${loopback.hostAddress}:5060`, rate);
  const after = await server.counters();
  await server.stop();
  return { bare, ours: { ...times, cpuMs: (after.cpuMs - before.cpuMs) / (rate * SECONDS) } };
}

async function dial(target: string, rate: number): Promise<Omit<SetupResult, "cpuMs">> {
  const folder = await mkdtemp(join(tmpdir(), "rtt-"));
  const calls = rate * SECONDS;
  const args = ["-sn", "uac", target, "-i", loopback.peerAddress, "-m", `${calls}`, "-r", `${rate}`, "-l", `${calls}`];
  const child = loopback.spawn("sipp", [...args, "-nostdin", "-trace_rtt", "-rtt_freq", "1"], { cwd: folder });
  child.stdout?.resume();
  await once(child, "close");
  const file = (await readdir(folder)).find((name) => name.endsWith("_rtt.csv"));
  const text = file === undefined ? "" : await readFile(join(folder, file), "utf8");
  await rm(folder, { recursive: true });
  // Lines of "date;response time in ms;name".
  const lines = text.trim().split("\n").slice(1);
  const times = lines.map((line) => Number(line.split(";")[1])).sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), failed: calls - times.length };
}
