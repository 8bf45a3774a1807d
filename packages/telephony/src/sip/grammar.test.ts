import { describe, expect, it } from "vitest";
import { answerChallenge, pickChallenges } from "./digest.ts";
import { formatNameAddress, parseNameAddress, parseNameAddresses } from "./name-address.ts";
import { parseSipMessage } from "./parse-sip-message.ts";
import { SipHeaders } from "./sip-headers.ts";
import { formatSipMessage, noBody } from "./sip-message.ts";
import { SipParseError } from "./sip-parse-error.ts";
import { formatUri, parseHostPort, parseSipUri, parseUri } from "./sip-uri.ts";
import { StreamFramer } from "./stream-framer.ts";
import { formatVia, parseVia } from "./via.ts";

describe("a SIP URI", () => {
  it.each([
    "sip:alice@example.com",
    "sips:alice:secret@example.com:5061;transport=tls;lr?subject=hi",
    "sip:[2001:db8::10]:5070",
    "sip:+5511999998888@10.0.0.1;user=phone",
    "sip:a;b=c%40d@example.com",
  ])("%s is the same after being read and written", (text) => {
    expect(formatUri(parseUri(text))).toBe(text);
  });

  it.each([
    "sip:",
    "alice@example.com",
    "sip:a b@example.com",
    "sip:a@b@c",
    "sip:x@host:99999",
    "sip:%zz@host",
    "sip:@h",
  ])("%s is refused", (text) => {
    expect(() => parseSipUri(text)).toThrow(SipParseError);
  });

  it("splits host and port of names, IPv4 and IPv6", () => {
    expect(parseHostPort("Example.COM:5080")).toEqual({ host: "example.com", port: 5080 });
    expect(parseHostPort("[::1]:5080")).toEqual({ host: "[::1]", port: 5080 });
    expect(() => parseHostPort("::1")).toThrow(SipParseError);
  });
});

describe("an address header", () => {
  it("keeps display name, URI and parameters apart", () => {
    const address = parseNameAddress('"Silva, \\"Zé\\"" <sip:ze@example.com;lr>;tag=1;x="a;b"');
    expect(address.displayName).toBe('Silva, "Zé"');
    expect(formatUri(address.uri)).toBe("sip:ze@example.com;lr");
    expect([...address.params]).toEqual([
      ["tag", "1"],
      ["x", '"a;b"'],
    ]);
    expect(formatNameAddress(address)).toBe('"Silva, \\"Zé\\"" <sip:ze@example.com;lr>;tag=1;x="a;b"');
  });

  it("without brackets gives its parameters to the header", () => {
    expect(parseNameAddress("sip:a@b;tag=7").params.get("tag")).toBe("7");
  });

  it("splits lists at commas outside quotes and brackets only", () => {
    const list = parseNameAddresses('"a,b" <sip:a@x>, <sip:c,d@x>;q=1, sip:e@x');
    expect(list.map((each) => formatUri(each.uri))).toEqual(["sip:a@x", "sip:c,d@x", "sip:e@x"]);
  });
});

describe("a Via", () => {
  it("is read with spaces where the grammar allows them", () => {
    const via = parseVia("SIP / 2.0 / UDP first.example.com : 4000 ;ttl=16 ;branch=z9hG4bKa7c6a8dlze.1");
    expect(formatVia(via)).toBe("SIP/2.0/UDP first.example.com:4000;ttl=16;branch=z9hG4bKa7c6a8dlze.1");
  });
});

describe("header fields", () => {
  it("are found by long, compact and oddly written names", () => {
    const headers = new SipHeaders().append("v", "1").append("VIA", "2").append("i", "call");
    expect(headers.lines("Via")).toEqual(["1", "2"]);
    expect(headers.get("Call-ID")).toBe("call");
  });

  it("cannot smuggle a line break into the message", () => {
    const headers = new SipHeaders().append("Subject", "hi\r\nEvil: yes");
    const written = formatSipMessage({ kind: "response", status: 200, reason: "OK", headers, body: noBody() });
    expect(parseSipMessage(written).headers.has("Evil")).toBe(false);
  });
});

describe("digest authentication", () => {
  // The example of RFC 7616 section 3.9.1.
  const input = { method: "GET", uri: "/dir/index.html", cnonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ" };
  const common =
    'Digest realm="http-auth@example.org", qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"';
  const credentials = { username: "Mufasa", password: "Circle of Life" };

  it.each([
    ["MD5", "8ca523f5e9506fed4657c9700eebdbec"],
    ["SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
  ])("computes the %s answer of RFC 7616", (algorithm, response) => {
    const [challenge] = pickChallenges([`${common}, algorithm=${algorithm}`]);
    if (challenge === undefined) throw new Error("no challenge");
    expect(answerChallenge(challenge, credentials, input)).toContain(`response="${response}"`);
  });

  it("prefers SHA-256 and skips what it cannot answer", () => {
    const lines = [`${common}, algorithm=MD5`, `${common}, algorithm=SHA-256`, 'Bearer realm="x"'];
    expect(pickChallenges(lines).map(({ algorithm }) => algorithm)).toEqual(["SHA-256"]);
    expect(pickChallenges(['Digest realm="a", nonce="b", algorithm=WHIRL'])).toEqual([]);
  });

  it("answers servers of RFC 2069 that know no qop", () => {
    // RFC 2617 section 3.5's user against a server without qop: checked with the formula of RFC 2069.
    const [challenge] = pickChallenges([
      'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"',
    ]);
    if (challenge === undefined) throw new Error("no challenge");
    const answer = answerChallenge(challenge, { username: "Mufasa", password: "CircleOfLife" }, input);
    expect(answer).toContain('response="1949323746fe6a43ef61f9606e7febea"');
    expect(answer).not.toContain("nc=");
  });
});

describe("a stream of messages", () => {
  const ping = "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/TCP b;branch=z9hG4bK1\r\nl : 4\r\n\r\nbody";

  it("is cut at the same places however it arrives", () => {
    const bytes = Buffer.from(`\r\n\r\n${ping}${ping}`);
    const framer = new StreamFramer();
    const messages: string[] = [];
    for (const byte of bytes) messages.push(...framer.push(Buffer.from([byte])).messages.map(String));
    expect(messages).toEqual([ping, ping]);
    expect(new StreamFramer().push(bytes)).toMatchObject({ pinged: true, messages: { length: 2 } });
  });

  it.each(["x".repeat(70_000), "A sip:b SIP/2.0\r\nVia: x\r\n\r\n", "A sip:b SIP/2.0\r\nl: 99999\r\n\r\n"])(
    "that cannot be framed is refused",
    (text) => {
      expect(() => new StreamFramer().push(Buffer.from(text))).toThrow(SipParseError);
    },
  );
});
