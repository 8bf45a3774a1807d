import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PeerNetwork } from "../test/peers/network.ts";

/** Prints the setup times of our endpoint and, as the measure of the bare exchange, of sipp answering sipp. */
export async function setupTimes(network: PeerNetwork, startServer: () => Promise<ChildProcess>): Promise<void> {
  const answerer = network.spawn("sipp", ["-sn", "uas", "-i", network.peerAddress, "-p", "5070", "-nostdin"]);
  answerer.stdout?.resume();
  print("sipp answers sipp", await measure(network, `${network.peerAddress}:5070`));
  const server = await startServer();
  print("we answer sipp", await measure(network, `${network.hostAddress}:5060`));
  const gone = once(server, "exit");
  server.send("stop");
  await gone;
}

async function measure(network: PeerNetwork, target: string): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), "rtt-"));
  const args = ["-sn", "uac", target, "-i", network.peerAddress, "-m", "1000", "-r", "100", "-nostdin"];
  const child = network.spawn("sipp", [...args, "-trace_rtt", "-rtt_freq", "1"], { cwd: folder });
  child.stdout?.resume();
  await once(child, "close");
  const file = (await readdir(folder)).find((name) => name.endsWith("_rtt.csv"));
  const text = file === undefined ? "" : await readFile(join(folder, file), "utf8");
  await rm(folder, { recursive: true });
  // Lines of "date;response time in ms;name".
  const times = text
    .split("\n")
    .slice(1)
    .map((line) => Number(line.split(";")[1]));
  return times.filter((time) => Number.isFinite(time)).sort((a, b) => a - b);
}

function print(what: string, times: number[]): void {
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1);
  console.log(`  ${what.padEnd(20)} median ${at(0.5)}, p95 ${at(0.95)}, ${times.length} calls at 100 a second`);
}
