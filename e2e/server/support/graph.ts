import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** A request for a message as the provider got it. */
interface Sent {
  path: string;
  token: string;
  id: string;
  body: {
    to: string;
    type: string;
    text?: { body: string };
    interactive?: { body: { text: string }; action: { buttons: { reply: { id: string; title: string } }[] } };
    image?: { id: string };
    biz_opaque_callback_data: string;
  };
}

/** The little of Meta's Graph API that a bot's answer needs. It keeps what it is sent. */
export interface Graph {
  url: string;
  sent: Sent[];
  uploads: string[];
  /** Files a customer sent, by media id. */
  files: Map<string, { bytes: Buffer; mimeType: string }>;
  /** The texts (of menus: the question) sent to a number, in order. */
  textsTo(to: string): string[];
  /** Called with each message accepted. */
  onSent: (sent: Sent) => void;
  close(): void;
}

/** `answerAfterMs`: how long it takes to answer a message it has accepted. */
export async function startGraph({ answerAfterMs = 0 } = {}): Promise<Graph> {
  const sent: Sent[] = [];
  const uploads: string[] = [];
  const files: Graph["files"] = new Map();
  let count = 0;
  const graph: Graph = {
    url: "",
    sent,
    uploads,
    files,
    textsTo: (to) => sent.filter(({ body }) => body.to === to).map(({ body }) => textOf(body)),
    close: () => void server.close(),
    onSent: () => {},
  };
  const answerTo = async (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    const body = await bodyOf(request);
    const answer = (status: number, json: unknown) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(json));
    };
    const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
    const name = path.split("/").pop() ?? "";
    const file = files.get(name);
    if (request.method === "POST" && name === "messages") {
      const message = JSON.parse(body.toString()) as Sent["body"] & { status?: string };
      // The blue ticks are no message.
      if (message.status === "read") return answer(200, { success: true });
      const id = `wamid.${process.pid}.${++count}`;
      const accepted = { path, token, id, body: message };
      sent.push(accepted);
      graph.onSent(accepted);
      if (answerAfterMs > 0) await pause(answerAfterMs);
      const contacts = [{ input: message.to, wa_id: message.to }];
      return answer(200, { messaging_product: "whatsapp", contacts, messages: [{ id }] });
    }
    if (request.method === "POST" && name === "media") {
      uploads.push(path);
      return answer(200, { id: `upload-${++count}` });
    }
    if (file && path.startsWith("/files/")) {
      response.writeHead(200, { "content-type": file.mimeType });
      return response.end(file.bytes);
    }
    if (file)
      return answer(200, {
        id: name,
        url: `${graph.url}/files/${name}`,
        mime_type: file.mimeType,
        file_size: file.bytes.length,
      });
    if (request.method === "GET")
      return answer(200, { id: name, display_phone_number: "+55 11 4000-0000", verified_name: "Loja" });
    answer(404, { error: { code: 100, message: "unknown path" } });
  };
  const server = createServer((request, response) => void answerTo(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  graph.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return graph;
}

const textOf = (body: Sent["body"]) => body.text?.body ?? body.interactive?.body.text ?? `<${body.type}>`;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
