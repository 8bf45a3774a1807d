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
    const all = Array.from({ length: 0x1_0002 }, (_, point) => String.fromCodePoint(point)).join(" ");
    const document = renderTwiml([{ verb: "enqueue", name: all, action: all }]);
    // The production `Char` of XML 1.0.
    const isChar = (point: number) =>
      [9, 10, 13].includes(point) || (point >= 0x20 && point <= 0xd7ff) || (point >= 0xe000 && point <= 0x10_ffff);
    const points = new Set(Array.from(document, (char) => char.codePointAt(0) ?? -1));
    expect([...points].filter((point) => !isChar(point) || point === 0xfffe || point === 0xffff)).toEqual([]);
    expect(points.size).toBe(2 + (0xd7ff - 0x20 + 1) + (0xfffd - 0xe000 + 1) + 2);
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

  it.each([
    ["the port left out", "https://a.example:443/x", "https://a.example/x", true],
    ["the port added", "https://a.example/x", "https://a.example:443/x", true],
    ["another port", "https://a.example/x", "https://a.example:8443/x", true],
    ["a port of its own", "https://a.example:8443/x", "https://a.example:8443/x", true],
    ["a password", "https://user:p@w@a.example/x", "https://user:p@w@a.example/x", true],
    ["a password and the port left out", "https://user:pw@a.example:443/x", "https://user:pw@a.example/x", true],
    ["an address of version 6", "http://[2001:db8::1]/x", "http://[2001:db8::1]:8080/x", true],
    ["a space as a plus", "https://a.example/x?a=b%20c", "https://a.example/x?a=b+c", true],
    ["quotes escaped", "https://a.example/x?q=%27b%27", "https://a.example/x?q='b'", true],
    ["quotes", "https://a.example/x?q=('b')", "https://a.example/x?q=('b')", true],
    ["a space escaped", "https://a.example/x%20y?a=1", "https://a.example/x y?a=1", true],
    ["another host", "https://a.example/x", "https://b.example/x", false],
    ["another host as a password", "https://a.example/x", "https://a.example@b.example/x", false],
    ["another scheme", "https://a.example/x", "http://a.example/x", false],
    ["another path", "https://a.example/x", "https://a.example/X", false],
    ["another query", "https://a.example/x?a=1", "https://a.example/x?a=2", false],
    ["a query more", "https://a.example/x", "https://a.example/x?", false],
  ])("whose address is seen with %s is believed or not as by the official library", (_, signed, url, expected) => {
    const fields = { CallSid: "CA1", Digits: "1#" };
    const signature = twilio.getExpectedTwilioSignature("12345", signed, fields);
    const request = {
      url,
      headers: { ...form, "x-twilio-signature": signature },
      body: String(new URLSearchParams(fields)),
    };
    expect(verifyWebhook({ name: "twilio", authToken: "12345" }, request, 0)).toBe(expected);
    expect(twilio.validateRequest("12345", signature, url, fields)).toBe(expected);
  });

  it("may write its content type in capitals", () => {
    const url = "https://a.example/x";
    const signature = twilio.getExpectedTwilioSignature("12345", url, { a: "1" });
    const headers = { "content-type": "Application/X-WWW-Form-Urlencoded", "x-twilio-signature": signature };
    expect(verifyWebhook({ name: "twilio", authToken: "12345" }, { url, headers, body: "a=1" }, 0)).toBe(true);
  });

  it("is not believed while there is no secret", () => {
    const url = "https://a.example/x";
    const signature = twilio.getExpectedTwilioSignature("", url, { CallSid: "CA1" });
    const headers = { ...form, "x-twilio-signature": signature, "x-signalwire-signature": signature };
    const request = { url, headers, body: "CallSid=CA1" };
    expect(verifyWebhook({ name: "twilio", authToken: "" }, request, 0)).toBe(false);
    expect(verifyWebhook({ name: "signalwire", space: "a", signingKey: "" }, request, 0)).toBe(false);
    expect(verifyWebhook({ name: "telnyx", publicKey: "" }, request, 0)).toBe(false);
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
