import { createSocket } from "node:dgram";
import { expect } from "vitest";
import type { CallEnd, SessionMedia } from "../sip/call/call-context.ts";
import type { DialogHandlers } from "../sip/call/dialog-usage.ts";
import type { IncomingSipCall } from "../sip/call/incoming-sip-call.ts";
import { SipUserAgent } from "../sip/sip-user-agent.ts";
import type { SipUserAgentOptions } from "../sip/sip-user-agent-options.ts";

const agents: SipUserAgent[] = [];

/** Closes every agent that was opened; call it after each test. */
export async function closeAgents(): Promise<void> {
  await Promise.all(agents.splice(0).map((agent) => agent.close()));
}

type Place = { call: ReturnType<SipUserAgent["call"]>; log: string[]; end: Promise<CallEnd> };

/** A call from one agent to another, with what happened to it. */
export function place(
  caller: SipUserAgent,
  callee: SipUserAgent,
  options: { to?: string; ringTimeout?: number; headers?: [string, string][] } = {},
): Place {
  const log: string[] = [];
  const end = Promise.withResolvers<CallEnd>();
  const to = `sip:bob@127.0.0.1:${callee.local("udp")?.port}`;
  const call = caller.call({
    trunk: "peer",
    to,
    ...options,
    media: fakeMedia(log),
    handlers: {
      ...quiet,
      onEnd: end.resolve,
      onProgress: (status, early) => log.push(`progress ${status}${early ? " early" : ""}`),
      onAnswer: () => log.push("answer"),
    },
  });
  void call.start();
  return { call, log, end: end.promise };
}

type Limits = { maxCalls?: number; maxCallsPerSecond?: number };

/** Two agents, the second of which takes calls as it is told. */
export async function pair(
  onCall: (call: IncomingSipCall) => unknown,
  { maxCalls, maxCallsPerSecond, ...options }: Limits & Partial<SipUserAgentOptions> = {},
) {
  const ended = Promise.withResolvers<CallEnd>();
  const callee = await open({
    ...options,
    trunks: [
      {
        ...trunk("peer", "127.0.0.1", 5998),
        ...(maxCalls === undefined ? {} : { maxCalls }),
        ...(maxCallsPerSecond === undefined ? {} : { maxCallsPerSecond }),
      },
    ],
    onCall: (call) => {
      call.attach(fakeMedia([]), { ...quiet, onEnd: ended.resolve });
      // A test may be over, and close us, before the caller has acknowledged.
      Promise.resolve(onCall(call)).catch(() => undefined);
    },
  });
  const caller = await open({ trunks: [trunk("peer", "127.0.0.1", callee.local("udp")?.port ?? 0)] });
  return { caller, callee, ended: ended.promise };
}

/** An agent on the loopback interface whose timers are short. */
export async function open(options: Partial<SipUserAgentOptions>): Promise<SipUserAgent> {
  const timers = { t1: 100, t2: 400, t4: 500 };
  const udp = { address: "127.0.0.1", port: 0 };
  const agent = await SipUserAgent.open({ udp, trunks: [], onCall: (call) => call.reject(), timers, ...options });
  agents.push(agent);
  return agent;
}

/** A trunk over UDP. */
export function trunk(name: string, host: string, port: number) {
  return { name, server: { host, port, protocol: "udp" as const }, user: "alice" };
}

/** What hears nothing of a call. */
export const quiet: DialogHandlers = {
  onEnd: () => undefined,
  onTransferRequest: () => false,
  onTransferProgress: () => undefined,
  onInfo: () => undefined,
};

/** The same for a call one makes. */
export const callHandlers = { ...quiet, onProgress: () => undefined, onAnswer: () => undefined };

/** Media whose descriptions are plain words. */
export function fakeMedia(log: string[]): SessionMedia {
  let offers = 0;
  return {
    offer: async () => {
      offers++;
      log.push(`offer ${offers}`);
      return `offer ${offers}`;
    },
    answer: async (offer) => `answer to ${offer}`,
    accept: async (answer) => void log.push(`accept ${answer}`),
    close: () => undefined,
  };
}

export async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 10_000, interval: 5 }).toBe(true);
}

/** Another program: sends a text from an address, and hears the answers. */
export async function speak(address: string, port: number, text: string) {
  const socket = createSocket("udp4");
  const heard: string[] = [];
  socket.on("message", (bytes) => heard.push(bytes.toString()));
  await new Promise<void>((resolve) => socket.bind(0, address, resolve));
  const say = (message: string) => socket.send(message, port, "127.0.0.1");
  say(text);
  const reply = async () => {
    await until(() => heard.length > 0);
    return heard[0] ?? "";
  };
  return { heard, say, reply, close: () => socket.close() };
}
