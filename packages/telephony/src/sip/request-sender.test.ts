import { describe, expect, it } from "vitest";
import { VirtualClock } from "../clock/virtual-clock.ts";
import { Authenticator } from "./authenticator.ts";
import { buildResponse } from "./build-response.ts";
import { readCoreHeaders } from "./core-headers.ts";
import { parseSipMessage } from "./parse-sip-message.ts";
import { RequestSender } from "./request-sender.ts";
import { SipHeaders } from "./sip-headers.ts";
import { noBody, type SipRequest } from "./sip-message.ts";
import { SIP_TIMERS } from "./sip-timers.ts";
import { TransactionLayer } from "./transaction/transaction-layer.ts";

describe("a request that is challenged", () => {
  it("by a proxy and then by the end carries the credentials for both", () => {
    const { send, respond, sent, statuses } = start();
    send();
    respond(407, [["Proxy-Authenticate", 'Digest realm="proxy", nonce="p1", qop="auth"']]);
    respond(401, [["WWW-Authenticate", 'Digest realm="end", nonce="e1", qop="auth"']]);
    expect(credentialsOf(sent.at(-1))).toEqual(["p1 00000002", "e1 00000001"]);
    respond(200);
    expect(statuses).toEqual([200]);
    // Neither asks again, and each counts the uses of its own nonce.
    send();
    expect(credentialsOf(sent.at(-1))).toEqual(["p1 00000003", "e1 00000002"]);
    // The proxy's nonce was old, the end's is not asked for.
    respond(407, [["Proxy-Authenticate", 'Digest realm="proxy", nonce="p2", qop="auth", stale=true']]);
    expect(credentialsOf(sent.at(-1)).sort()).toEqual(["e1 00000003", "p2 00000001"]);
  });

  it("by two proxies of a fork carries the credentials for both realms", () => {
    const { send, respond, sent } = start();
    send();
    respond(407, [
      ["Proxy-Authenticate", 'Digest realm="one", nonce="o", qop="auth"'],
      ["Proxy-Authenticate", 'Digest realm="two", nonce="t", qop="auth"'],
    ]);
    expect(credentialsOf(sent.at(-1))).toEqual(["o 00000001", "t 00000001"]);
  });

  it("with ever new nonces is sent twice more, and then refused as it is", () => {
    const { send, respond, sent, statuses } = start();
    send();
    for (const nonce of ["a", "b", "c"]) respond(401, [["WWW-Authenticate", `Digest realm="end", nonce="${nonce}"`]]);
    expect(sent.length).toBe(3);
    expect(statuses).toEqual([401]);
  });

  it("by three proxies, one after the other, carries the credentials for each", () => {
    const { send, respond, sent, statuses } = start();
    send();
    for (const realm of ["one", "two", "three"]) {
      respond(407, [["Proxy-Authenticate", `Digest realm="${realm}", nonce="${realm}", qop="auth"`]]);
    }
    expect(credentialsOf(sent.at(-1))).toEqual(["one 00000003", "two 00000002", "three 00000001"]);
    respond(200);
    expect(statuses).toEqual([200]);
  });

  it("by what cannot be read is refused, and not left waiting", () => {
    const { send, respond, sent, statuses } = start();
    send();
    respond(401, [["WWW-Authenticate", 'Digest realm="end", nonce="open']]);
    expect(statuses).toEqual([401]);
    send();
    respond(401, [
      ["WWW-Authenticate", 'Digest realm="end", nonce="open'],
      ["WWW-Authenticate", 'Digest realm="end", nonce="closed", qop="auth"'],
    ]);
    expect(credentialsOf(sent.at(-1))).toEqual(["closed 00000001"]);
  });

  it("by more than a datagram should carry is refused, for every later request would carry it too", () => {
    const { send, respond, sent, statuses } = start();
    send();
    respond(401, [["WWW-Authenticate", `Digest realm="end", nonce="n", opaque="${"o".repeat(2000)}"`]]);
    expect(statuses).toEqual([401]);
    send();
    expect(credentialsOf(sent.at(-1))).toEqual([]);
  });
});

function start() {
  const clock = new VirtualClock();
  const sent: SipRequest[] = [];
  const statuses: number[] = [];
  const layer = new TransactionLayer({
    clock,
    timers: SIP_TIMERS,
    send: async (bytes) => {
      sent.push(parseSipMessage(bytes) as SipRequest);
    },
    sentBy: () => ({ host: "192.0.2.1", port: 5060 }),
  });
  const authenticator = new Authenticator({ username: "bot", password: "secret" });
  let sequence = 0;
  const send = () =>
    new RequestSender({
      layer,
      authenticator,
      hops: [{ protocol: "udp", address: "192.0.2.5", port: 5060 }],
      build: () => makeRequest(++sequence),
      onResponse: (response) => statuses.push(response.status),
      onFailure: () => undefined,
    });
  const respond = (status: number, headers: [string, string][] = []) => {
    const request = sent.at(-1);
    if (request === undefined) throw new Error("nothing was sent");
    const response = buildResponse(request, status, { toTag: "t", headers });
    layer.receiveResponse(response, readCoreHeaders(response));
  };
  return { send, respond, sent, statuses };
}

function makeRequest(sequence: number): SipRequest {
  const headers = new SipHeaders();
  headers.append("From", "<sip:a@a>;tag=1").append("To", "<sip:b@b>").append("Call-ID", "1");
  headers.append("CSeq", `${sequence} OPTIONS`);
  return { kind: "request", method: "OPTIONS", uri: "sip:b@b", headers, body: noBody() };
}

// The nonce and its count, of the proxies' first.
function credentialsOf(request: SipRequest | undefined): string[] {
  const lines = ["Proxy-Authorization", "Authorization"].flatMap((name) => request?.headers.lines(name) ?? []);
  return lines.map((line) => `${/nonce="(\w+)"/.exec(line)?.[1]} ${/nc=(\w+)/.exec(line)?.[1]}`);
}
