import { execFileSync, spawn } from "node:child_process";
import type { PeerNetwork } from "../test/peers/network.ts";

/** Where the endpoint and sipp meet: two addresses of one machine, for a kernel that forwards packets is no part of us. */
export type Loopback = Pick<PeerNetwork, "hostAddress" | "peerAddress" | "spawn">;

export const loopback: Loopback = {
  hostAddress: "127.0.0.1",
  peerAddress: "127.0.0.2",
  spawn: (command, args, options = {}) => spawn(command, args, { ...options, stdio: "pipe" }),
};

/**
 * Nobody at the other end listens to our audio, and a kernel that answers each packet with an ICMP message would be most of
 * what is measured: the audio ends at a filter instead. For a network namespace of its own only.
 */
export function swallowAudio(): void {
  const audio = ["-d", loopback.peerAddress, "-p", "udp", "--dport", "6000:65535"];
  execFileSync("iptables", ["-A", "INPUT", ...audio, "-j", "DROP"]);
}
