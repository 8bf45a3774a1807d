import { describe, expect, it } from "vitest";
import { VirtualClock } from "../../clock/virtual-clock.ts";
import { buildResponse } from "../build-response.ts";
import { readCoreHeaders } from "../core-headers.ts";
import { parseSipMessage } from "../parse-sip-message.ts";
import type { SipMessage, SipRequest, SipResponse } from "../sip-message.ts";
import { SIP_TIMERS } from "../sip-timers.ts";
import { ClientTransaction } from "./client-transaction.ts";
import { ServerTransaction } from "./server-transaction.ts";
import { TransactionLayer } from "./transaction-layer.ts";

describe("a client transaction over UDP", () => {
  it("repeats an INVITE at doubling intervals and gives up after 64 T1", () => {
    const { clock, sentAt, failures } = startClient("INVITE");
    clock.advance(40_000);
    expect(sentAt).toEqual([0, 500, 1500, 3500, 7500, 15_500, 31_500]);
    expect(failures).toEqual(["timeout"]);
    expect(clock.pending).toBe(0);
  });

  it("repeats other requests at most every T2", () => {
    const { clock, sentAt } = startClient("OPTIONS");
    clock.advance(40_000);
    expect(sentAt).toEqual([0, 500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500]);
  });

  it("stops repeating an INVITE once it rings, however long it rings", () => {
    const { clock, sentAt, failures, receive } = startClient("INVITE");
    receive(180);
    clock.advance(600_000);
    expect(sentAt).toEqual([0]);
    expect(failures).toEqual([]);
  });

  it("acknowledges a refusal each time it is repeated, and reports it once", () => {
    const { clock, sent, heard, receive, ended } = startClient("INVITE");
    receive(486);
    receive(486);
    expect(sent.map(methodOf)).toEqual(["INVITE", "ACK", "ACK"]);
    expect(heard).toEqual([486]);
    clock.advance(32_000);
    expect(ended()).toBe(true);
  });

  it("passes every copy of a 2xx on, for the ACK to be repeated", () => {
    const { clock, heard, receive, ended } = startClient("INVITE");
    receive(200);
    clock.advance(500);
    receive(200);
    expect(heard).toEqual([200, 200]);
    clock.advance(32_000);
    expect(ended()).toBe(true);
  });

  it("hears nothing after the end", () => {
    const { clock, heard, receive } = startClient("OPTIONS");
    receive(200);
    clock.advance(5000);
    receive(200);
    expect(heard).toEqual([200]);
  });
});

describe("a server transaction over UDP", () => {
  it("repeats a refusal of an INVITE until the ACK", () => {
    const { clock, sent, transaction, request } = startServer("INVITE");
    transaction.respond(buildResponse(request, 486));
    clock.advance(3600);
    expect(sent.length).toBe(4);
    transaction.receive({ ...request, method: "ACK" });
    clock.advance(60_000);
    expect(sent.length).toBe(4);
    expect(clock.pending).toBe(0);
  });

  it("answers a copy of a request with the last response", () => {
    const { clock, sent, transaction, request } = startServer("INVITE");
    transaction.receive(request);
    expect(sent).toEqual([]);
    transaction.respond(buildResponse(request, 180));
    transaction.receive(request);
    expect(sent.map((message) => (message as SipResponse).status)).toEqual([180, 180]);
    clock.advance(1);
  });

  it("is not begun where too many are under way, and again when they have ended", () => {
    const clock = new VirtualClock();
    const layer = new TransactionLayer({
      clock,
      timers: SIP_TIMERS,
      send: async () => undefined,
      sentBy: () => ({ host: "192.0.2.1", port: 5060 }),
      maxServers: 2,
    });
    const begun = (branch: string) => {
      const request = makeRequest("OPTIONS", branch);
      const from = { protocol: "udp", address: "192.0.2.9", port: 5060 } as const;
      return layer.receiveRequest(request, readCoreHeaders(request), from);
    };
    const first = [begun("a"), begun("b"), begun("c")];
    expect(first.map((transaction) => transaction !== undefined)).toEqual([true, true, false]);
    for (const transaction of first) transaction?.respond(buildResponse(transaction.request, 200));
    clock.advance(64 * SIP_TIMERS.t1);
    expect(begun("c")).toBeDefined();
  });

  it("gives one final response only", () => {
    const { sent, transaction, request } = startServer("OPTIONS");
    transaction.respond(buildResponse(request, 200));
    transaction.respond(buildResponse(request, 500));
    expect(sent.length).toBe(1);
  });
});

function startClient(method: string) {
  const clock = new VirtualClock();
  const sent: SipMessage[] = [];
  const sentAt: number[] = [];
  const heard: number[] = [];
  const failures: string[] = [];
  let over = false;
  const request = makeRequest(method);
  const context = {
    clock,
    timers: SIP_TIMERS,
    reliable: false,
    send: async (message: SipMessage) => {
      sent.push(message);
      sentAt.push(clock.now());
    },
    onEnd: () => {
      over = true;
    },
  };
  const transaction = new ClientTransaction(request, context, {
    onResponse: (response) => heard.push(response.status),
    onFailure: (failure) => failures.push(failure),
  });
  const receive = (status: number) => transaction.receive(buildResponse(request, status, { toTag: "t" }));
  return { clock, sent, sentAt, heard, failures, receive, ended: () => over };
}

function startServer(method: string) {
  const clock = new VirtualClock();
  const sent: SipMessage[] = [];
  const send = async (message: SipMessage) => void sent.push(message);
  const request = makeRequest(method);
  const transaction = new ServerTransaction(request, {
    clock,
    timers: SIP_TIMERS,
    reliable: false,
    send,
    onEnd: () => undefined,
  });
  return { clock, sent, transaction, request };
}

function makeRequest(method: string, branch = "1"): SipRequest {
  const text = `${method} sip:b@b SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK${branch}\r\nFrom: <sip:a@a>;tag=1\r\nTo: <sip:b@b>\r\nCall-ID: 1\r\nCSeq: 1 ${method}\r\n\r\n`;
  return parseSipMessage(Buffer.from(text)) as SipRequest;
}

function methodOf(message: SipMessage): string {
  return message.kind === "request" ? message.method : String(message.status);
}
