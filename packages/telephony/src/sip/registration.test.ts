import { describe, expect, it } from "vitest";
import { VirtualClock } from "../clock/virtual-clock.ts";
import { Authenticator } from "./authenticator.ts";
import { buildResponse, type ResponseParts } from "./build-response.ts";
import { readCoreHeaders } from "./core-headers.ts";
import type { Hops } from "./locate-server.ts";
import { parseSipMessage } from "./parse-sip-message.ts";
import { Registration, type RegistrationState } from "./registration.ts";
import type { SipRequest } from "./sip-message.ts";
import { SIP_TIMERS } from "./sip-timers.ts";
import { TransactionLayer } from "./transaction/transaction-layer.ts";
import type { Hop } from "./transport/sip-transport.ts";

const SERVERS: Hops = [
  { protocol: "udp", address: "192.0.2.5", port: 5060 },
  { protocol: "udp", address: "192.0.2.6", port: 5060 },
];
const REGISTERED: [number, ResponseParts] = [
  200,
  { headers: [["Contact", "<sip:bot@192.0.2.1:5060>;expires=300, <sip:other@192.0.2.9>;expires=7"]] },
];

describe("a registration", () => {
  it("is renewed half a minute before what the registrar granted, not what was asked", () => {
    const { clock, answer, requests, states } = start();
    answer(...REGISTERED);
    expect(states).toEqual([{ state: "registered", seconds: 300 }]);
    clock.advance(269_999);
    expect(requests.length).toBe(1);
    clock.advance(1);
    expect(requests.length).toBe(2);
    expect(requests.map((request) => request.headers.get("CSeq"))).toEqual(["1 REGISTER", "2 REGISTER"]);
    expect(new Set(requests.map((request) => request.headers.get("Call-ID"))).size).toBe(1);
  });

  it("asks again for longer when the registrar says how long at least", () => {
    const { answer, requests } = start();
    answer(423, { headers: [["Min-Expires", "7200"]] });
    expect(requests.at(-1)?.headers.get("Expires")).toBe("7200");
  });

  it("is tried ever more slowly while it fails, also in silence, and as before once it works", () => {
    const { clock, answer, requests, states } = start();
    answer(503);
    clock.advance(5000);
    answer(503);
    clock.advance(10_000);
    expect(requests.length).toBe(3);
    clock.advance(32_000);
    expect(states.map((state) => (state.state === "failed" ? [state.status, state.retryIn] : state))).toEqual([
      [503, 5],
      [503, 10],
      [408, 20],
    ]);
    clock.advance(20_000);
    answer(...REGISTERED);
    clock.advance(270_000);
    answer(503);
    expect(states.at(-1)).toEqual({ state: "failed", status: 503, retryIn: 5 });
  });

  it("answers a challenge once, and does not insist on a wrong password", () => {
    const { answer, requests, states } = start();
    const challenge = (nonce: string): ResponseParts => ({
      headers: [["WWW-Authenticate", `Digest realm="r", nonce="${nonce}"`]],
    });
    answer(401, challenge("a"));
    expect(requests.at(-1)?.headers.get("Authorization")).toContain('nonce="a"');
    answer(401, challenge("a"));
    expect(states).toEqual([{ state: "failed", status: 401, retryIn: 5 }]);
  });

  it("whose connection has closed is not also made elsewhere, when what was asked on it is never answered", () => {
    const { registration, clock, answer, requests, failed } = start(SERVERS);
    registration.disconnected();
    clock.advance(5000);
    answer(...REGISTERED);
    clock.advance(32_000);
    expect(requests.length).toBe(2);
    expect(failed).toEqual([]);
  });

  it("is taken back when it is stopped", async () => {
    const { registration, answer, requests, states, clock } = start();
    answer(...REGISTERED);
    const stopped = registration.stop();
    expect(requests.at(-1)?.headers.get("Expires")).toBe("0");
    answer(200);
    await stopped;
    expect(states.at(-1)).toEqual({ state: "unregistered" });
    clock.advance(1_000_000);
    expect(requests.length).toBe(2);
  });
});

it("a registration is taken back from the server that has it, and no other is asked when that is silent", async () => {
  const { registration, clock, answer, requests, failed } = start(SERVERS);
  answer(...REGISTERED);
  const stopped = registration.stop();
  clock.advance(32_000);
  await stopped;
  expect([requests.length, failed]).toEqual([2, []]);
});

function start(hops: Hops = [SERVERS[0]]) {
  const clock = new VirtualClock();
  const requests: SipRequest[] = [];
  const states: RegistrationState[] = [];
  const failed: Hop[] = [];
  const seen = new Set<string>();
  const layer = new TransactionLayer({
    clock,
    timers: SIP_TIMERS,
    send: async (bytes) => {
      const request = parseSipMessage(bytes) as SipRequest;
      const sequence = request.headers.get("CSeq") ?? "";
      // Copies of a request are not asked anew.
      if (!seen.has(sequence)) requests.push(request);
      seen.add(sequence);
    },
    sentBy: () => ({ host: "192.0.2.1", port: 5060 }),
  });
  const registration = new Registration({
    clock,
    layer,
    authenticator: new Authenticator({ username: "bot", password: "secret" }),
    hops: () => hops,
    onHopFailed: (hop) => failed.push(hop),
    address: "sip:bot@example.com",
    registrar: "sip:example.com",
    contact: () => "<sip:bot@192.0.2.1:5060>",
    seconds: 3600,
    onState: (state) => states.push(state),
  });
  const answer = (status: number, parts: ResponseParts = {}) => {
    const request = requests.at(-1);
    if (request === undefined) throw new Error("nothing was sent");
    const response = buildResponse(request, status, { toTag: "r", ...parts });
    layer.receiveResponse(response, readCoreHeaders(response));
  };
  return { clock, registration, requests, states, failed, answer };
}
