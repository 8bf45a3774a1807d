import { expect, it } from "vitest";
import { Authenticator } from "./authenticator.ts";
import { buildResponse } from "./build-response.ts";
import { SipHeaders } from "./sip-headers.ts";
import { noBody, type SipRequest } from "./sip-message.ts";

it("answers in one call what that call's end asks, and in every call what the provider asks", () => {
  const provider = new Authenticator({ username: "bot", password: "secret" }, ["carrier.test"]);
  provider.learn(request(), refusal("registrar", 401));
  const [first, second] = [provider.forCall(), provider.forCall()];
  expect(first.learn(request(), refusal("somebody", 401))).toEqual(["somebody"]);
  first.learn(request(), refusal("carrier.test", 407));
  first.learn(request(), refusal("registrar", 407));
  expect(realmsOf(first).sort()).toEqual(["carrier.test", "registrar", "registrar", "somebody"]);
  expect(realmsOf(second).sort()).toEqual(["carrier.test", "registrar", "registrar"]);
  expect(realmsOf(provider).sort()).toEqual(["carrier.test", "registrar", "registrar"]);
});

function request(): SipRequest {
  return { kind: "request", method: "INVITE", uri: "sip:b@b", headers: new SipHeaders(), body: noBody() };
}

function refusal(realm: string, status: 401 | 407) {
  const name = status === 401 ? "WWW-Authenticate" : "Proxy-Authenticate";
  return buildResponse(request(), status, { headers: [[name, `Digest realm="${realm}", nonce="${realm}"`]] });
}

function realmsOf(authenticator: Authenticator): string[] {
  const sent = request();
  authenticator.authorize(sent);
  const lines = ["Authorization", "Proxy-Authorization"].flatMap((name) => sent.headers.lines(name));
  return lines.map((line) => /realm="([^"]*)"/.exec(line)?.[1] ?? "");
}
