import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A network namespace of its own for a peer, reached through a second one that can be a bad line. */
export type PeerNetwork = {
  /** Our end and the peer's. */
  hostAddress: string;
  peerAddress: string;
  /** The command that runs what follows it inside the peer's namespace. */
  enter: string[];
  spawn: (command: string, args: string[], options?: { cwd?: string }) => ChildProcess;
  /** From now on this share of the packets (0-1) is lost, in both directions. */
  setLoss: (share: number) => Promise<void>;
  /** From now on every packet takes this long in each direction, or up to `jitterMs` longer. Once for a network. */
  setDelay: (delayMs: number, jitterMs?: number) => Promise<void>;
  close: () => Promise<void>;
};

const SLOW_LINE = new URL("slow-line.ts", import.meta.url).pathname;
const SLOW_PORTS = ["7000", "7001"] as const;

let networks = 0;

/** Makes the namespaces. Needs root and iproute2; rejects with the command that failed. */
export async function openPeerNetwork(): Promise<PeerNetwork> {
  networks++;
  const id = `tel${process.pid % 10_000}n${networks}`;
  const [router, peer] = [`${id}r`, `${id}p`];
  const subnet = `10.231.${(process.pid + networks) % 250}`;
  const address = (host: number) => `${subnet}.${host}`;
  await ip(`netns add ${router}`, `netns add ${peer}`);
  await ip(`link add ${id}h type veth peer name ${id}a`, `link set ${id}a netns ${router}`);
  await ip(`-n ${router} link add ${id}b type veth peer name ${id}c`, `-n ${router} link set ${id}c netns ${peer}`);
  await ip(`addr add ${address(1)}/30 dev ${id}h`, `link set ${id}h up`);
  await ip(`-n ${router} addr add ${address(2)}/30 dev ${id}a`, `-n ${router} link set ${id}a up`);
  await ip(`-n ${router} addr add ${address(5)}/30 dev ${id}b`, `-n ${router} link set ${id}b up`);
  await ip(`-n ${peer} addr add ${address(6)}/30 dev ${id}c`, `-n ${peer} link set ${id}c up`);
  await ip(`-n ${router} link set lo up`);
  await ip(`-n ${peer} link set lo up`, `-n ${peer} route add default via ${address(5)}`);
  await ip(`route add ${address(4)}/30 via ${address(2)}`);
  await ip(`netns exec ${router} sysctl -q -w net.ipv4.ip_forward=1`);
  const children = new Set<ChildProcess>();
  const start = (command: string[], options: { cwd?: string } = {}) => {
    const [first = "", ...rest] = command;
    const child = spawn(first, rest, { ...options, stdio: "pipe", detached: true });
    children.add(child);
    child.on("exit", () => children.delete(child));
    return child;
  };
  // Also when the suite is cut off.
  const cleanUp = () => {
    for (const child of children) signal(child, "SIGKILL");
    for (const command of removal(id)) spawnSync("ip", command.split(" "));
  };
  process.once("exit", cleanUp);
  const enter = ["ip", "netns", "exec", peer];
  return {
    hostAddress: address(1),
    peerAddress: address(6),
    enter,
    spawn: (command, args, options) => start([...enter, command, ...args], options),
    async setLoss(share) {
      const rule = `-m statistic --mode random --probability ${share} -j DROP`;
      await ip(`netns exec ${router} iptables -A FORWARD ${rule}`);
    },
    // By hand, for not every kernel has netem: what is to be forwarded goes through a tunnel to a process that holds it.
    async setDelay(delayMs, jitterMs = 0) {
      const inRouter = ["ip", "netns", "exec", router];
      const [tunnelPort, linePort] = SLOW_PORTS;
      const times = [String(delayMs), String(jitterMs)];
      const line = start([...inRouter, process.execPath, SLOW_LINE, ...times, linePort, tunnelPort]);
      if (line.stdout) await once(line.stdout, "data");
      const tunnel = "TUN,tun-name=slow,iff-no-pi,iff-up";
      start([...inRouter, "socat", tunnel, `UDP4-DATAGRAM:127.0.0.1:${linePort},bind=127.0.0.1:${tunnelPort}`]);
      await untilWorks(`-n ${router} route add default dev slow table 7`);
      await ip(`netns exec ${router} sysctl -q -w net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.slow.rp_filter=0`);
      for (const end of ["a", "b"]) await ip(`-n ${router} rule add iif ${id}${end} table 7`);
    },
    async close() {
      await Promise.all([...children].map(stop));
      process.off("exit", cleanUp);
      await ip(...removal(id));
    },
  };
}

function removal(id: string): string[] {
  return [`link del ${id}h`, `netns del ${id}p`, `netns del ${id}r`];
}

async function ip(...commands: string[]): Promise<void> {
  for (const command of commands) await run("ip", command.split(" "));
}

// A command that fails until something else is ready.
async function untilWorks(command: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ip(command);
    } catch (error) {
      if (attempt === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

// The whole group: some peers leave workers behind when only their first process ends.
async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  signal(child, "SIGTERM");
  const timer = setTimeout(() => signal(child, "SIGKILL"), 5000);
  await gone;
  clearTimeout(timer);
}

function signal(child: ChildProcess, name: "SIGTERM" | "SIGKILL"): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, name);
  } catch (error) {
    // It may have ended by itself.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
