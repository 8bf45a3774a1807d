import { generateKeyPairSync, sign } from "node:crypto";
import twilio from "twilio";
import { describe, expect, it } from "vitest";
import { renderTwiml } from "./render-twiml.ts";
import { apiBase, type Dialect, verifyWebhook } from "./verify-webhook.ts";

// What the cloud's own package writes is the measure.
describe("a document", () => {
  it("is what the official package would write", () => {
    const ours = renderTwiml([
      {
        verb: "gather",
        input: ["dtmf", "speech"],
        action: "https://x.example/a?b=1&c=2",
        numDigits: 1,
        finishOnKey: "#",
        timeout: 5,
        language: "pt-BR",
        bargeIn: true,
        prompt: [
          { verb: "say", text: 'Olá & <tudo> "bem"?', language: "pt-BR", voice: "alice" },
          { verb: "play", url: "https://x.example/a.wav", loop: 2 },
        ],
      },
      { verb: "play", digits: "42#" },
      { verb: "record", action: "https://x.example/r", maxLength: 30, finishOnKey: "#", playBeep: true },
      {
        verb: "dial",
        to: [
          { kind: "number", number: "+5511999998888" },
          { kind: "sip", uri: "sip:a@b", username: "u", password: 'p"<' },
          { kind: "client", identity: "ana" },
        ],
        callerId: "+55",
        timeout: 20,
      },
      {
        verb: "dial",
        to: [{ kind: "conference", room: "sala 1", startOnEnter: true, endOnExit: false, waitUrl: "https://w" }],
      },
      { verb: "dial", to: [{ kind: "queue", name: "vendas" }] },
      { verb: "enqueue", name: "suporte", waitUrl: "https://x.example/w" },
      { verb: "pause", seconds: 2 },
      { verb: "stream", url: "wss://x.example/s", parameters: { flow: "7" } },
      { verb: "refer", to: "sip:b@c" },
      { verb: "redirect", url: "https://x.example/n" },
      { verb: "reject", reason: "busy" },
      { verb: "leave" },
      { verb: "hangup" },
    ]);
    expect(ours).toBe(official());
  });

  it("holds no character that XML forbids", () => {
    expect(renderTwiml([{ verb: "say", text: "a\u0000b\u001b[1m\ud800c" }])).toContain("<Say>ab[1m\ufffdc</Say>");
    expect(renderTwiml([])).toBe('<?xml version="1.0" encoding="UTF-8"?><Response/>');
  });
});

describe("a webhook", () => {
  const form = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };

  it("of Twilio's documentation is believed, and nothing changed in it", () => {
    // The example of https://www.twilio.com/docs/usage/security.
    const dialect: Dialect = { name: "twilio", authToken: "12345" };
    const fields = {
      CallSid: "CA1234567890ABCDE",
      Caller: "+14158675309",
      Digits: "1234",
      From: "+14158675309",
      To: "+18005551212",
    };
    const body = new URLSearchParams(fields).toString();
    const headers = { ...form, "x-twilio-signature": "RSOYDt4T1cUTdK1PDd93/VVr8B8=" };
    const url = "https://mycompany.com/myapp.php?foo=1&bar=2";
    expect(verifyWebhook(dialect, { url, headers, body }, 0)).toBe(true);
    expect(verifyWebhook(dialect, { url: url.replace(".com/", ".com:443/"), headers, body }, 0)).toBe(true);
    expect(verifyWebhook(dialect, { url, headers, body: body.replace("1234&", "1235&") }, 0)).toBe(false);
    expect(verifyWebhook({ ...dialect, authToken: "x" }, { url, headers, body }, 0)).toBe(false);
    expect(verifyWebhook(dialect, { url, headers: form, body }, 0)).toBe(false);
  });

  it("signed by the official package is believed: forms with repeated fields, and JSON with its hash", () => {
    const dialect: Dialect = { name: "twilio", authToken: "token" };
    const url = "https://x.example/hook";
    const body = "b=2&a=1&b=1&b=2";
    const signature = twilio.getExpectedTwilioSignature("token", url, { a: "1", b: ["2", "1", "2"] });
    expect(verifyWebhook(dialect, { url, headers: { ...form, "x-twilio-signature": signature }, body }, 0)).toBe(true);
    const json = '{"a":1}';
    const hashed = `${url}?bodySHA256=${twilio.getExpectedBodyHash(json)}`;
    const signed = {
      "content-type": "application/json",
      "x-twilio-signature": twilio.getExpectedTwilioSignature("token", hashed, {}),
    };
    expect(verifyWebhook(dialect, { url: hashed, headers: signed, body: json }, 0)).toBe(true);
    expect(verifyWebhook(dialect, { url: hashed, headers: signed, body: '{"a":2}' }, 0)).toBe(false);
  });

  it("of SignalWire has a header of its own", () => {
    const dialect: Dialect = { name: "signalwire", space: "acme", signingKey: "key" };
    const url = "https://x.example/hook";
    const signature = twilio.getExpectedTwilioSignature("key", url, { a: "1" });
    const request = { url, headers: { ...form, "x-signalwire-signature": signature }, body: "a=1" };
    expect(verifyWebhook(dialect, request, 0)).toBe(true);
    expect(apiBase(dialect)).toBe("https://acme.signalwire.com/api/laml/2010-04-01");
  });

  it("of Telnyx is believed while it is fresh", () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const key = publicKey.export({ format: "der", type: "spki" }).subarray(12).toString("base64");
    const dialect: Dialect = { name: "telnyx", publicKey: key };
    const signature = sign(null, Buffer.from("1000|a=1"), privateKey).toString("base64");
    const headers = { ...form, "telnyx-timestamp": "1000", "telnyx-signature-ed25519": signature };
    const request = { url: "https://x.example", headers, body: "a=1" };
    expect(verifyWebhook(dialect, request, 1100)).toBe(true);
    expect(verifyWebhook(dialect, request, 1400)).toBe(false);
    expect(verifyWebhook(dialect, { ...request, body: "a=2" }, 1100)).toBe(false);
  });
});

function official(): string {
  const response = new twilio.twiml.VoiceResponse();
  const gather = response.gather({
    input: ["dtmf", "speech"],
    action: "https://x.example/a?b=1&c=2",
    numDigits: 1,
    finishOnKey: "#",
    timeout: 5,
    language: "pt-BR",
    bargeIn: true,
  });
  gather.say({ voice: "alice", language: "pt-BR" }, 'Olá & <tudo> "bem"?');
  gather.play({ loop: 2 }, "https://x.example/a.wav");
  response.play({ digits: "42#" });
  response.record({ action: "https://x.example/r", maxLength: 30, finishOnKey: "#", playBeep: true });
  const dial = response.dial({ callerId: "+55", timeout: 20 });
  dial.number("+5511999998888");
  dial.sip({ username: "u", password: 'p"<' }, "sip:a@b");
  dial.client("ana");
  response
    .dial()
    .conference({ startConferenceOnEnter: true, endConferenceOnExit: false, waitUrl: "https://w" }, "sala 1");
  response.dial().queue("vendas");
  response.enqueue({ waitUrl: "https://x.example/w" }, "suporte");
  response.pause({ length: 2 });
  response.connect().stream({ url: "wss://x.example/s" }).parameter({ name: "flow", value: "7" });
  response.refer().sip("sip:b@c");
  response.redirect("https://x.example/n");
  response.reject({ reason: "busy" });
  response.leave();
  response.hangup();
  return response.toString();
}
