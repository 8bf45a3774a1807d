import { createSocket } from "node:dgram";
import { buildResponse, type ResponseParts } from "../sip/build-response.ts";
import { parseSipMessage } from "../sip/parse-sip-message.ts";
import { formatSipMessage, type SipMessage, type SipRequest, type SipResponse } from "../sip/sip-message.ts";
import type { SipUserAgent } from "../sip/sip-user-agent.ts";
import { until } from "./sip-agents.ts";

export type ScriptedPeer = Awaited<ReturnType<typeof openScriptedPeer>>;

/** Another program at 127.0.0.2 over UDP, which says what the test tells it to, and nothing by itself. */
export async function openScriptedPeer() {
  const socket = createSocket("udp4");
  const heard: SipMessage[] = [];
  let port = 0;
  let taken = 0;
  let branch = 0;
  socket.on("message", (bytes, from) => {
    port = from.port;
    if (bytes.length > 4) heard.push(parseSipMessage(bytes));
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.2", resolve));
  const own = `127.0.0.2:${socket.address().port}`;
  const say = (bytes: Uint8Array) => socket.send(bytes, port, "127.0.0.1");

  /** The next message of the kind, a method or a status; those before it are passed over. */
  async function next<T extends string | number>(kind: T): Promise<T extends string ? SipRequest : SipResponse> {
    const isWanted = (message: SipMessage) =>
      message.kind === "request" ? message.method === kind : message.status === kind;
    await until(() => heard.slice(taken).some(isWanted));
    const at = heard.findIndex((message, index) => index >= taken && isWanted(message));
    taken = at + 1;
    return heard[at] as T extends string ? SipRequest : SipResponse;
  }

  function respond(request: SipRequest, status: number, parts: ResponseParts = {}): void {
    const headers: [string, string][] = [["Contact", `<sip:peer@${own}>`], ...(parts.headers ?? [])];
    say(formatSipMessage(buildResponse(request, status, { toTag: "peer", ...parts, headers })));
  }

  /** Calls the agent, which must answer. The answer sends further requests of that call. */
  async function call(agent: SipUserAgent, headers = "") {
    port = agent.local("udp")?.port ?? 0;
    let to = "<sip:us@127.0.0.1>";
    let sequence = 1;
    const request = (method: string, { cseq = ++sequence, headers: more = "", body = "" } = {}) => {
      branch++;
      const type = body === "" ? "" : "Content-Type: application/sdp\r\n";
      const text = `${method} sip:us@127.0.0.1:${port} SIP/2.0\r\nVia: SIP/2.0/UDP ${own};branch=z9hG4bKs${branch}\r\nFrom: <sip:peer@127.0.0.2>;tag=peer\r\nTo: ${to}\r\nCall-ID: scripted\r\nCSeq: ${cseq} ${method}\r\nContact: <sip:peer@${own}>\r\n${type}${more}\r\n${body}`;
      say(Buffer.from(text));
    };
    request("INVITE", { cseq: 1, headers, body: "sdp" });
    to = (await next(200)).headers.get("To") ?? "";
    request("ACK", { cseq: 1 });
    return request;
  }

  return { port: socket.address().port, heard, next, respond, call, close: () => socket.close() };
}
