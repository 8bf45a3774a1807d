import { describe, expect, it } from "vitest";
import { readGatherAnswer, readStatusCallback } from "./read-webhook.ts";

const CALL = "CallSid=CA1&From=%2B551130001000&To=%2B5511999998888&Direction=outbound-api";

describe("a status callback", () => {
  it.each([
    ["CallStatus=queued", { state: "dialling" }],
    ["CallStatus=initiated&SequenceNumber=0", { state: "dialling", sequence: 0 }],
    ["CallStatus=ringing&SequenceNumber=1", { state: "ringing", sequence: 1 }],
    ["CallStatus=in-progress&AnsweredBy=human", { state: "answered", by: "person" }],
    ["CallStatus=in-progress&AnsweredBy=machine_end_beep", { state: "answered", by: "machine" }],
    ["CallStatus=answered&AnsweredBy=unknown", { state: "answered", by: undefined }],
    [
      "CallStatus=completed&CallDuration=7&Duration=1&SipResponseCode=200",
      { state: "ended", end: { by: "remote", reason: "hangup" }, talkMs: 7000 },
    ],
    ["CallStatus=busy", { state: "ended", end: { by: "remote", reason: "rejected", status: 486 }, talkMs: 0 }],
    ["CallStatus=no-answer", { state: "ended", end: { by: "remote", reason: "timeout", status: 408 } }],
    ["CallStatus=canceled", { state: "ended", end: { by: "local", reason: "cancelled" } }],
    [
      "CallStatus=failed&SipResponseCode=404",
      { state: "ended", end: { by: "network", reason: "failed", status: 404 } },
    ],
    ["CallStatus=completed&CallDuration=-5", { state: "ended", talkMs: 0 }],
    ["CallStatus=ringing&SequenceNumber=-1", { state: "ringing", sequence: undefined }],
  ])("with %s is %o", (fields, expected) => {
    const event = readStatusCallback(new URLSearchParams(`${CALL}&${fields}`));
    expect(event).toMatchObject({ callSid: "CA1", direction: "outgoing", from: "+551130001000", ...expected });
  });

  it("of a call that comes in says so, and what is none is told apart", () => {
    const incoming = new URLSearchParams("CallSid=CA2&CallStatus=ringing&Direction=inbound&From=%2B1&To=%2B2");
    expect(readStatusCallback(incoming)).toMatchObject({
      direction: "incoming",
      state: "ringing",
      from: "+1",
      to: "+2",
    });
    expect(readStatusCallback(new URLSearchParams("CallStatus=ringing"))).toBeUndefined();
    for (const status of ["levitating", "constructor", "__proto__", ""])
      expect(readStatusCallback(new URLSearchParams({ CallSid: "CA1", CallStatus: status }))).toBeUndefined();
  });
});

describe("the answer to a question", () => {
  it.each([
    ["Digits=42&FinishedOnKey=%23", { digits: "42", reason: "finish-key", finishedOn: "#" }],
    ["Digits=7", { digits: "7", reason: "max-digits" }],
    ["Digits=", { digits: "", reason: "timeout" }],
    ["Digits=4%3Cscript", { digits: "4", reason: "max-digits" }],
    ["SpeechResult=+quero+falar&Confidence=0.91", { digits: "", speech: { text: "quero falar", confidence: 0.91 } }],
    ["SpeechResult=sim", { speech: { text: "sim", confidence: undefined } }],
  ])("in %s is %o", (fields, expected) => {
    expect(readGatherAnswer(new URLSearchParams(`${CALL}&${fields}`), { numDigits: 1 })).toMatchObject(expected);
  });
});
