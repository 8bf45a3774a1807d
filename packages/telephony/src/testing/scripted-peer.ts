import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { buildResponse, type ResponseParts } from "../sip/build-response.ts";
import { parseSipMessage } from "../sip/parse-sip-message.ts";
import { formatSipMessage, type SipMessage, type SipRequest, type SipResponse } from "../sip/sip-message.ts";
import type { SipUserAgent } from "../sip/sip-user-agent.ts";
import { StreamFramer } from "../sip/stream-framer.ts";
import { until } from "./sip-agents.ts";

export type ScriptedPeer = Awaited<ReturnType<typeof openScriptedPeer>>;

/** `via` and `contact` are the addresses it says it has, in place of its own. */
type CallOptions = { callId?: string; headers?: string; via?: string; contact?: string };

/** Another program on this machine, which says what the test tells it to, and nothing by itself. */
export async function openScriptedPeer(protocol: "udp" | "tcp" = "udp", address = "127.0.0.2") {
  const heard: SipMessage[] = [];
  const onMessage = (bytes: Uint8Array) => heard.push(parseSipMessage(bytes));
  const line = await (protocol === "udp" ? openUdp(address, onMessage) : openTcp(address, onMessage));
  const own = `${address}:${line.port}`;
  let taken = 0;
  let branch = 0;

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
    line.say(formatSipMessage(buildResponse(request, status, { toTag: "peer", ...parts, headers })));
  }

  /** Requests with one Call-ID. */
  function requests(callId: string, { via = own, contact = own } = {}) {
    let sequence = 0;
    return (method: string, { to = "", cseq = ++sequence, headers = "", body = "" } = {}) => {
      branch++;
      const type = body === "" ? "" : "Content-Type: application/sdp\r\n";
      const text = `${method} sip:us@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/${protocol.toUpperCase()} ${via};branch=z9hG4bKs${branch}\r\nFrom: <sip:peer@127.0.0.2>;tag=peer\r\nTo: <sip:us@127.0.0.1>${to}\r\nCall-ID: ${callId}\r\nCSeq: ${cseq} ${method}\r\nContact: <sip:peer@${contact}>\r\nContent-Length: ${body.length}\r\n${type}${headers}\r\n${body}`;
      line.say(Buffer.from(text));
      return { cseq };
    };
  }

  /** Calls the agent, which must answer. The answer sends further requests of that call. */
  async function call(agent: SipUserAgent, { callId = "scripted", headers = "", ...addresses }: CallOptions = {}) {
    await dial(agent);
    const request = requests(callId, addresses);
    request("INVITE", { headers, body: "sdp" });
    const answer = await next(200);
    const to = /;tag=.*/.exec(answer.headers.get("To") ?? "")?.[0] ?? "";
    request("ACK", { to, cseq: 1 });
    return (method: string, options: { cseq?: number; headers?: string; body?: string } = {}) =>
      request(method, { to, ...options });
  }

  /** Over TCP a new connection. */
  async function dial(agent: SipUserAgent): Promise<void> {
    await line.connect(agent.local(protocol)?.port ?? 0);
  }

  /** Asks for nothing, and waits for the answer: what was sent before has then arrived. */
  async function greet(): Promise<void> {
    requests(`greeting${branch}`)("OPTIONS");
    await next(200);
  }

  return { ...line, heard, next, respond, dial, requests, call, greet };
}

type Line = {
  port: number;
  connect: (port: number) => Promise<void>;
  /** Over TCP on the newest connection, whoever opened it. */
  say: (bytes: Uint8Array) => void;
  /** Connections and pings, so far. */
  connections: () => number;
  pings: () => number;
  disconnect: () => void;
  /** Over TCP: takes in nothing more on the newest connection, and whether that is closed. */
  pause: () => void;
  isClosed: () => boolean;
  close: () => void;
};

async function openUdp(address: string, onMessage: (bytes: Uint8Array) => void): Promise<Line> {
  const socket = createSocket("udp4");
  let to = 0;
  let pings = 0;
  socket.on("message", (bytes, from) => {
    to = from.port;
    if (bytes.length > 4) onMessage(bytes);
    else pings++;
  });
  await new Promise<void>((resolve) => socket.bind(0, address, resolve));
  return {
    port: socket.address().port,
    connect: async (port) => {
      to = port;
    },
    say: (bytes) => socket.send(bytes, to, "127.0.0.1"),
    connections: () => 0,
    pings: () => pings,
    disconnect: () => undefined,
    pause: () => undefined,
    isClosed: () => false,
    close: () => socket.close(),
  };
}

async function openTcp(address: string, onMessage: (bytes: Uint8Array) => void): Promise<Line> {
  const sockets: Socket[] = [];
  let pings = 0;
  const adopt = (socket: Socket) => {
    const framer = new StreamFramer();
    sockets.push(socket);
    socket.on("data", (bytes) => {
      const { messages, pinged } = framer.push(bytes);
      if (pinged) pings++;
      for (const message of messages) onMessage(message);
    });
    socket.on("error", () => undefined);
  };
  const server = createServer(adopt);
  await new Promise<void>((resolve) => server.listen(0, address, () => resolve()));
  const bound = server.address();
  const disconnect = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: typeof bound === "object" && bound !== null ? bound.port : 0,
    async connect(port) {
      const socket = connect({ host: "127.0.0.1", port, localAddress: address });
      adopt(socket);
      await once(socket, "connect");
    },
    say: (bytes) => sockets.at(-1)?.write(bytes),
    connections: () => sockets.length,
    pings: () => pings,
    disconnect,
    pause: () => sockets.at(-1)?.pause(),
    isClosed: () => sockets.at(-1)?.destroyed ?? true,
    close() {
      disconnect();
      server.close();
    },
  };
}
