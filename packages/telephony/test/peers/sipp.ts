import { once } from "node:events";
import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PeerNetwork } from "./network.ts";

/** What a run of sipp came to. */
export type SippResult = { code: number; successful: number; failed: number; output: string };

/** How to run it: a stock scenario (`-sn`) or one of ours, and further options. */
export type SippRun = { scenario: string; args?: string[] };

const OWN = new URL("./scenarios/", import.meta.url).pathname;

/** Runs sipp inside a namespace until it has made its calls. */
export async function runSipp(
  network: Pick<PeerNetwork, "peerAddress" | "spawn">,
  { scenario, args = [] }: SippRun,
): Promise<SippResult> {
  const which = scenario.endsWith(".xml")
    ? ["-sf", scenario.startsWith("/") ? scenario : `${OWN}${scenario}`]
    : ["-sn", scenario];
  const folder = await mkdtemp(join(tmpdir(), "sipp-"));
  // The stock scenario looks for its recordings in a folder `pcap` where it runs.
  await symlink("/usr/share/sip-tester", join(folder, "pcap"));
  const common = ["-i", network.peerAddress, "-nostdin", "-trace_err", "-error_file", join(folder, "errors")];
  const child = network.spawn("sipp", [...which, ...common, ...args], { cwd: folder });
  let output = "";
  child.stdout?.on("data", (bytes) => {
    output += String(bytes);
  });
  child.stderr?.on("data", (bytes) => {
    output += String(bytes);
  });
  const [code] = (await once(child, "close")) as [number | null];
  // What sipp complained about says more than its exit code.
  if (code !== 0) console.error(await readFile(join(folder, "errors"), "utf8").catch(() => output.slice(-2000)));
  await rm(folder, { recursive: true });
  return {
    code: code ?? -1,
    successful: count(output, "Successful call"),
    failed: count(output, "Failed call"),
    output,
  };
}

// The last screen's cumulative column.
function count(output: string, label: string): number {
  const lines = [...output.matchAll(new RegExp(`${label}\\s*\\|\\s*(\\d+)\\s*\\|\\s*(\\d+)`, "g"))];
  return Number(lines.at(-1)?.[2] ?? 0);
}
