import { describe, expect, it } from "vitest";
import { VirtualClock } from "../../clock/virtual-clock.ts";
import { buildResponse } from "../build-response.ts";
import { SipHeaders } from "../sip-headers.ts";
import { noBody, type SipRequest } from "../sip-message.ts";
import { decideSession, settledSession } from "./session-negotiation.ts";
import { SessionTimer } from "./session-timer.ts";

describe("a session timer", () => {
  it("refreshes at half time when that is ours to do, and again after each refresh", () => {
    const { clock, timer, events } = start();
    timer.start({ seconds: 1800, refresher: "us" });
    clock.advance(899_999);
    expect(events).toEqual([]);
    clock.advance(1);
    expect(events).toEqual(["refresh"]);
    timer.start({ seconds: 1800, refresher: "us" });
    clock.advance(900_000);
    expect(events).toEqual(["refresh", "refresh"]);
  });

  it("refreshes again, each time at half of what is left, while that does not work, and then ends the call", () => {
    const { clock, timer, events } = start();
    timer.start({ seconds: 90, refresher: "us" });
    clock.advance(45_000);
    clock.advance(7_499);
    expect(events).toEqual(["refresh"]);
    clock.advance(1);
    expect(events).toEqual(["refresh", "refresh"]);
    clock.advance(7_500);
    expect(events).toEqual(["refresh", "refresh", "expire"]);
    clock.advance(1_000_000);
    expect(events.length).toBe(3);
  });

  it("ends the call a little early when the peer should have refreshed it and did not", () => {
    const { clock, timer, events } = start();
    timer.start({ seconds: 90, refresher: "them" });
    clock.advance(59_000);
    timer.start({ seconds: 90, refresher: "them" });
    clock.advance(59_999);
    expect(events).toEqual([]);
    clock.advance(1);
    expect(events).toEqual(["expire"]);
  });

  it("does nothing without an interval, and after it was stopped", () => {
    const { clock, timer, events } = start();
    timer.start(undefined);
    timer.start({ seconds: 90, refresher: "us" });
    timer.stop();
    clock.advance(1_000_000);
    expect(events).toEqual([]);
  });
});

describe("who refreshes a session", () => {
  it.each([
    [{}, undefined, []],
    [{ "Session-Expires": "1800" }, "us", [["Session-Expires", "1800;refresher=uas"]]],
    [
      { "Session-Expires": "1800", Supported: "timer" },
      "them",
      [
        ["Session-Expires", "1800;refresher=uac"],
        ["Require", "timer"],
      ],
    ],
    [{ x: "600;refresher=uas", Supported: "timer" }, "us", [["Session-Expires", "600;refresher=uas"]]],
    [{ "Session-Expires": "soon" }, undefined, []],
  ])("asked with %j it is %s", (headers, refresher, answer) => {
    const decision = decideSession(invite(headers), 90);
    expect(decision.interval?.refresher).toBe(refresher);
    expect(decision.headers).toEqual(answer);
    expect(decision.tooShort).toBe(false);
  });

  it("is not even asked when the interval is too short", () => {
    expect(decideSession(invite({ "Session-Expires": "30" }), 90)).toEqual({
      headers: [["Min-SE", "90"]],
      tooShort: true,
    });
  });

  it("is what the answer says, seen from the one who asked", () => {
    const answer = (value: string) => buildResponse(invite({}), 200, { headers: [["Session-Expires", value]] });
    expect(settledSession(answer("1800;refresher=uas"))).toEqual({ seconds: 1800, refresher: "them" });
    expect(settledSession(answer("1800;refresher=uac"))).toEqual({ seconds: 1800, refresher: "us" });
    expect(settledSession(buildResponse(invite({}), 200))).toBeUndefined();
    // An answer that would have us refresh without end.
    expect(settledSession(answer("0;refresher=uac"))).toEqual({ seconds: 90, refresher: "us" });
  });
});

function start() {
  const clock = new VirtualClock();
  const events: string[] = [];
  const timer = new SessionTimer(clock, { refresh: () => events.push("refresh"), expire: () => events.push("expire") });
  return { clock, timer, events };
}

function invite(fields: Record<string, string>): SipRequest {
  const headers = new SipHeaders();
  for (const [name, value] of Object.entries(fields)) headers.append(name, value);
  return { kind: "request", method: "INVITE", uri: "sip:a@b", headers, body: noBody() };
}
