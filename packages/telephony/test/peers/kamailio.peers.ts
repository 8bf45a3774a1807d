import type { ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AudioClip, type Call, type RegistrationState, SipEndpoint, type SipEndpointOptions } from "../../src/index.ts";
import { likeness, speechLike } from "../../src/testing/signals.ts";
import { openPeerNetwork, type PeerNetwork } from "./network.ts";

let network: PeerNetwork;
let folder: string;
const endpoints: SipEndpoint[] = [];

beforeEach(async () => {
  network = await openPeerNetwork();
  folder = await mkdtemp(join(tmpdir(), "kamailio-"));
});

afterEach(async () => {
  await Promise.all(endpoints.splice(0).map((endpoint) => endpoint.close()));
  await network.close();
  await rm(folder, { recursive: true });
});

describe.each(["MD5", "SHA-256"])("a registrar and proxy with %s", (algorithm) => {
  it("knows us, keeps knowing us, carries calls between us, and forgets us", async () => {
    await startKamailio(algorithm);
    const states: RegistrationState[] = [];
    const answered = Promise.withResolvers<Call>();
    const bob = await open("bob", {
      onCall: async (call) => answered.resolve(await call.answer()),
      onRegistration: (_, state) => states.push(state),
    });
    await expect.poll(() => states[0]?.state, { timeout: 10_000 }).toBe("registered");
    // Registrations last 4 s here and nonces 2 s: this is a refresh with an old nonce.
    await expect.poll(() => states.length, { timeout: 10_000 }).toBeGreaterThan(2);
    expect(states.every((state) => state.state === "registered")).toBe(true);
    const alice = await open("alice", {});
    const call = await (await alice.dial({ trunk: "proxy", to: "bob" })).answered;
    const callee = await answered.promise;
    const voice = speechLike({ seed: 31, seconds: 2 });
    const recording = await callee.record({ beep: false });
    await call.play(new AudioClip(voice)).done;
    recording.stop();
    const { audio } = await recording.done;
    expect(likeness(voice, audio.samples).correlation).toBeGreaterThan(0.9);
    await call.setHold(true);
    void callee.hangUp();
    expect(await call.ended).toMatchObject({ end: { by: "remote", reason: "hangup" } });
    await bob.close();
    expect(states.at(-1)).toEqual({ state: "unregistered" });
    const nobody = await alice.dial({ trunk: "proxy", to: "bob" });
    await expect(nobody.answered).rejects.toMatchObject({ end: { status: 404 } });
  });

  it("does not take a wrong password", async () => {
    await startKamailio(algorithm);
    const states: RegistrationState[] = [];
    await open("mallory", { onRegistration: (_, state) => states.push(state) }, "guess");
    await expect.poll(() => states.length, { timeout: 10_000 }).toBe(1);
    expect(states[0]).toMatchObject({ state: "failed", status: 401, retryIn: 5 });
  });
});

describe("a proxy that closes connections where nothing is said", () => {
  it("has us registered again, and hears us end the call it brought by a connection of its own", async () => {
    await startKamailio("SHA-256", { idleSeconds: 3 });
    const states: string[] = [];
    const calls: Call[] = [];
    const bob = await open("bob", {
      protocol: "tcp",
      onCall: async (call) => calls.push(await call.answer()),
      onRegistration: (_, { state }) => states.push(state),
    });
    const alice = await open("alice", { protocol: "tcp", registers: false });
    await expect.poll(() => states, { timeout: 20_000 }).toEqual(["registered", "failed"]);
    // For five seconds nobody is connected: the proxy itself must connect to us.
    const call = await (await alice.dial({ trunk: "proxy", to: "bob" })).answered;
    await expect.poll(() => states.slice(2), { timeout: 30_000 }).toEqual(["registered", "failed"]);
    expect([bob.agent.activity.established, calls.length]).toEqual([1, 1]);
    void calls[0]?.hangUp();
    expect(await call.ended).toMatchObject({ end: { by: "remote", reason: "hangup" } });
  });
});

let nextPort = 5060;

type OpenOptions = Partial<SipEndpointOptions> & { protocol?: "udp" | "tcp"; registers?: boolean };

async function open(
  user: string,
  { protocol = "udp", registers = true, ...options }: OpenOptions,
  password = "s3cret",
): Promise<SipEndpoint> {
  nextPort += 2;
  const server = { host: network.peerAddress, port: 5060, protocol };
  const registered = registers ? { registerSeconds: 60 } : {};
  const endpoint = await SipEndpoint.open({
    [protocol]: { address: network.hostAddress, port: nextPort },
    media: { address: network.hostAddress, ports: { from: 21_000, to: 21_999 } },
    trunks: [{ name: "proxy", server, user, password, ...registered }],
    onCall: (call) => call.reject(),
    ...options,
  });
  endpoints.push(endpoint);
  return endpoint;
}

/** Over UDP, with registrations of 4 s; or over TCP, with lasting ones, closing what is idle for so long. */
async function startKamailio(algorithm: string, { idleSeconds = 0 } = {}): Promise<void> {
  const template = await readFile(new URL("kamailio.cfg", import.meta.url), "utf8");
  // The module names MD5 by an empty text.
  const config = template
    .replace("ALGORITHM", algorithm === "MD5" ? "" : algorithm)
    .replace("TCP", idleSeconds === 0 ? "disable_tcp=yes" : `tcp_connection_lifetime=${idleSeconds}`)
    .replace("MAX_EXPIRES", idleSeconds === 0 ? "4" : "3600");
  await writeFile(join(folder, "kamailio.cfg"), config);
  const tcp = idleSeconds === 0 ? [] : ["-l", `tcp:${network.peerAddress}:5060`];
  const child: ChildProcess = network.spawn("kamailio", [
    "-f",
    join(folder, "kamailio.cfg"),
    "-DD",
    "-E",
    "-l",
    `udp:${network.peerAddress}:5060`,
    ...tcp,
    "-Y",
    folder,
  ]);
  let log = "";
  child.stderr?.on("data", (bytes) => {
    log += String(bytes);
  });
  child.stdout?.resume();
  await expect.poll(() => log, { timeout: 10_000 }).toMatch(/SO_RCVBUF is finally/);
}
