import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { CodecName } from "../src/index.ts";
import { loopback } from "./loopback.ts";

/** The counters of the process under test, since it started. */
export type Counters = {
  calls: number;
  cpuMs: number;
  clock: { ticks: number; late: number };
  received: number;
  spoilt: number;
  waitedMs: number;
  memory: number;
};

/** The process under test: an endpoint that answers every call, plays to it without end and listens to it. */
export type ServerProcess = { counters: () => Promise<Counters>; stop: () => Promise<void> };

export async function startServer(codec: CodecName): Promise<ServerProcess> {
  const args = [loopback.hostAddress, loopback.peerAddress, codec];
  const child: ChildProcess = fork(new URL("server.ts", import.meta.url).pathname, args);
  await once(child, "message");
  return {
    async counters() {
      child.send("counters");
      const [counters] = (await once(child, "message")) as [Counters];
      return counters;
    },
    async stop() {
      const gone = once(child, "exit");
      child.send("stop");
      await gone;
    },
  };
}
