import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import twilio from "twilio";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CloudError, CloudPhone } from "./cloud-phone.ts";

type Seen = {
  method: string;
  path: string;
  authorization: string;
  type: string;
  fields: [string, string][];
  body: string;
};

const ACCOUNT = `AC${"a".repeat(32)}`;
const CALL = `CA${"b".repeat(32)}`;

let seen: Seen[];
let answer: { status: number; body: string };
let base: string;
let close: () => void;

beforeEach(async () => {
  seen = [];
  answer = { status: 201, body: JSON.stringify({ sid: CALL, status: "queued" }) };
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const { method = "", url = "", headers } = request;
      const fields = [...new URLSearchParams(body)].sort(([a, x], [b, y]) => `${a}=${x}`.localeCompare(`${b}=${y}`));
      const type = headers["content-type"]?.split(";")[0] ?? "";
      seen.push({ method, path: url, authorization: headers.authorization ?? "", type, fields, body });
      response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
});

afterEach(() => close());

// The cloud's own client is the measure: both talk to one server, which compares.
describe("what is sent", () => {
  it("to make a call is what the official client sends", async () => {
    const script = [{ verb: "say", text: "Olá & até já", language: "pt-BR" }] as const;
    const twiml = new twilio.twiml.VoiceResponse();
    twiml.say({ language: "pt-BR" }, "Olá & até já");
    await official().calls.create({
      to: "+5511999998888",
      from: "+551130001000",
      twiml: twiml.toString(),
      statusCallback: "https://x.example/s?a=1&b=2",
      statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
      timeout: 25,
      timeLimit: 600,
      sendDigits: "ww12#",
      machineDetection: "DetectMessageEnd",
    });
    const sid = await ours().dial({
      to: "+5511999998888",
      from: "+551130001000",
      script,
      statusCallback: "https://x.example/s?a=1&b=2",
      ringSeconds: 25,
      maxSeconds: 600,
      sendDigits: "ww12#",
      detectMachine: "message-end",
    });
    expect(sid).toBe(CALL);
    const [theirs, own] = seen.map(sent);
    expect(own).toEqual(theirs);
    expect(seen[0]?.fields.length).toBe(12);
  });

  it("to make a call that fetches its script is what the official client sends", async () => {
    const parties = { to: "client:ana", from: "+551130001000" };
    await official().calls.create({ ...parties, url: "https://x.example/flow", machineDetection: "Enable" });
    await ours().dial({ ...parties, script: { url: "https://x.example/flow" }, detectMachine: "answer" });
    const [theirs, own] = seen.map(sent);
    expect(own).toEqual(theirs);
  });

  it("to redirect a call and to end it is what the official client sends", async () => {
    answer = { status: 200, body: JSON.stringify({ sid: CALL, status: "completed" }) };
    await official()
      .calls(CALL)
      .update({ twiml: '<?xml version="1.0" encoding="UTF-8"?><Response><Leave/></Response>' });
    await official().calls(CALL).update({ url: "https://x.example/next" });
    await official().calls(CALL).update({ status: "completed" });
    await ours().redirect(CALL, [{ verb: "leave" }]);
    await ours().redirect(CALL, { url: "https://x.example/next" });
    await ours().hangUp(CALL);
    const all = seen.map(sent);
    expect(all.slice(3)).toEqual(all.slice(0, 3));
    expect(all.length).toBe(6);
  });

  it("to Telnyx has its own address, key, application and form", async () => {
    const account = { dialect: "telnyx", baseUrl: `${base}/v2/texml`, accountSid: "org", password: "KEY" } as const;
    const phone = new CloudPhone({ ...account, applicationSid: "77" });
    const statusCallback = "https://x/s";
    await phone.dial({ to: "+1", from: "+2", script: { url: "https://x" }, statusCallback, ringSeconds: 20 });
    await phone.hangUp("v3:a/b");
    const [create, update] = seen;
    expect(create).toMatchObject({ path: "/v2/texml/Accounts/org/Calls", authorization: "Bearer KEY" });
    expect(create?.type).toBe("application/json");
    expect(JSON.parse(create?.body ?? "")).toEqual({
      ApplicationSid: "77",
      To: "+1",
      From: "+2",
      Url: "https://x",
      StatusCallback: "https://x/s",
      StatusCallbackEvent: "initiated ringing answered completed",
      Timeout: 20,
    });
    expect(update).toMatchObject({
      path: "/v2/texml/Accounts/org/Calls/v3%3Aa%2Fb",
      fields: [["Status", "completed"]],
    });
  });
});

describe("a request", () => {
  it("that is refused fails with the cloud's own code and words, as the official client would", async () => {
    const refusal = { code: 21211, message: "The 'To' number is not valid.", more_info: "https://x", status: 400 };
    answer = { status: 400, body: JSON.stringify(refusal) };
    const theirs = await official()
      .calls.create({ to: "x", from: "y", url: "https://x" })
      .catch((error) => error);
    const error = await ours()
      .dial({ to: "x", from: "y", script: { url: "https://x" } })
      .catch((reason) => reason);
    expect(error).toBeInstanceOf(CloudError);
    expect([error.status, error.code]).toEqual([theirs.status, theirs.code]);
    expect(error.message).toContain("The 'To' number is not valid.");
    answer = {
      status: 422,
      body: '{"errors":[{"code":"10015","title":"Bad Request","detail":"No such application"}]}',
    };
    await expect(ours().hangUp(CALL)).rejects.toMatchObject({
      code: 10015,
      message: expect.stringContaining("No such"),
    });
    answer = { status: 502, body: "<html>" };
    await expect(ours().hangUp(CALL)).rejects.toThrow("the cloud answered 502: <html>");
  });

  it("without an answer, or with a script that is too long, is a clear error without the password", async () => {
    answer = { status: 201, body: "[]" };
    await expect(ours().dial({ to: "x", from: "y", script: [] })).rejects.toThrow("no id");
    const long = [{ verb: "say", text: "a".repeat(4000) }] as const;
    await expect(ours().redirect(CALL, long)).rejects.toThrow("give its address instead");
    close();
    const error = await ours()
      .hangUp(CALL)
      .catch((reason) => reason);
    expect(error.message).toContain("could not be reached");
    expect(error.message).not.toContain("s3cret");
  });
});

// What was sent, as far as it must be the same: the order of the fields does not count.
function sent({ method, path, authorization, type, fields }: Seen): Partial<Seen> {
  return { method, path, authorization, type, fields };
}

function ours(): CloudPhone {
  const baseUrl = `${base}/2010-04-01`;
  return new CloudPhone({ dialect: "twilio", baseUrl, accountSid: ACCOUNT, password: "s3cret" });
}

function official() {
  const client = twilio(ACCOUNT, "s3cret");
  client.api.baseUrl = base;
  return client;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
