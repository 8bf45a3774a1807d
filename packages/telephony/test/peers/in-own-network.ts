// node in-own-network.ts <program> [argument...]
// Runs a program in a network namespace of its own, once the peers are installed: what it does to links and routes is seen
// by nobody else (browsers end their connections when a network changes), and no port is taken. It runs before what else
// the machine does, at the lowest real-time priority: its audio cannot wait for a core.
import { spawnSync } from "node:child_process";
import { installPeers } from "./install-peers.ts";

const [program = "", ...args] = process.argv.slice(2);
const own = ["--rr", "1", "unshare", "--net"];
try {
  installPeers();
  if (spawnSync("chrt", [...own, "true"]).status !== 0) {
    throw new Error("The telephony peers need network namespaces and real-time priority, which this machine refuses.");
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
const inside = ["sh", "-c", 'ip link set lo up && exec "$0" "$@"', program, ...args];
const { status } = spawnSync("chrt", [...own, ...inside], { stdio: "inherit" });
process.exit(status ?? 1);
