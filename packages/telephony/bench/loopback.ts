import { spawn } from "node:child_process";
import type { PeerNetwork } from "../test/peers/network.ts";

/** Where the endpoint and sipp meet: two addresses of one machine, for a kernel that forwards packets is no part of us. */
export type Loopback = Pick<PeerNetwork, "hostAddress" | "peerAddress" | "spawn">;

export const loopback: Loopback = {
  hostAddress: "127.0.0.1",
  peerAddress: "127.0.0.2",
  spawn: (command, args, options = {}) => spawn(command, args, { ...options, stdio: "pipe" }),
};
