import { createHmac, randomUUID } from "node:crypto";
import { connect, type Socket } from "node:net";
import type { Prosa } from "./prosa.ts";

/** One signed webhook as bytes on the wire, made before the clock runs. */
export function webhookRequest(prosa: Prosa, message: { from: string; text: string }): Buffer {
  const body = JSON.stringify({
    object: "whatsapp_business_account",
    entry: [
      {
        id: "102290129340398",
        changes: [
          {
            field: "messages",
            value: {
              messaging_product: "whatsapp",
              metadata: { display_phone_number: "15550783881", phone_number_id: prosa.phoneNumberId },
              contacts: [{ profile: { name: "Customer" }, wa_id: message.from }],
              messages: [
                {
                  from: message.from,
                  id: `wamid.${randomUUID()}`,
                  timestamp: String(Math.floor(Date.now() / 1e3)),
                  type: "text",
                  text: { body: message.text },
                },
              ],
            },
          },
        ],
      },
    ],
  });
  const { host } = new URL(prosa.url);
  const signature = createHmac("sha256", prosa.appSecret).update(body).digest("hex");
  return Buffer.from(
    `POST /api/webhooks/whatsapp/${prosa.connection} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n` +
      `X-Hub-Signature-256: sha256=${signature}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/**
 * Sends requests over so many connections, each with one request under way, until they are used up or the time is over.
 * Answers how many were acknowledged with 200.
 */
export async function sendAll(
  url: string,
  requests: Buffer[],
  { connections, forMs = Number.POSITIVE_INFINITY }: { connections: number; forMs?: number },
): Promise<number> {
  const { hostname, port } = new URL(url);
  const end = performance.now() + forMs;
  let [next, acknowledged] = [0, 0];
  const worker = () =>
    new Promise<void>((done, failed) => {
      const socket: Socket = connect(Number(port), hostname);
      socket.setNoDelay(true);
      const send = () => {
        const request = performance.now() < end ? requests[next++] : undefined;
        if (request) socket.write(request);
        else {
          socket.end();
          done();
        }
      };
      socket.once("connect", send);
      socket.once("error", failed);
      let rest = "";
      socket.on("data", (chunk: Buffer) => {
        rest += chunk.toString("latin1");
        const head = rest.indexOf("\r\n\r\n");
        if (head < 0) return;
        const length = Number(/content-length: (\d+)/i.exec(rest)?.[1] ?? 0);
        if (rest.length < head + 4 + length) return;
        if (!rest.startsWith("HTTP/1.1 200")) failed(new Error(rest.slice(0, 400)));
        acknowledged += 1;
        rest = "";
        send();
      });
    });
  await Promise.all(Array.from({ length: connections }, worker));
  return acknowledged;
}
