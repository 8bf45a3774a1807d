import type { IncomingMessage } from "node:http";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { hostGuard } from "../../platform/http/host-guard.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { challenge, receive } from "./receive.ts";

const path = "/api/webhooks/:channel/:connection";
/** Bytes. Meta's payloads have up to 3 MB. */
const maxSize = 3 * 1024 * 1024 + 65_536;

/** Providers' calls. Not part of the documented API: their shape is the provider's, their proof a signature. */
export function register(api: Api, deps: Deps): void {
  api.get(path, hostGuard, async (c) => {
    const { channel, connection } = c.req.param();
    const answer = await challenge(deps, { channel, connectionId: connection, query: c.req.query() });
    if (answer === null) throw new AppError("forbidden", "The verify token is wrong.");
    return c.text(answer);
  });
  api.post(path, hostGuard, async (c) => {
    const { channel, connection } = c.req.param();
    const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage };
    const body = incoming ? await wholeBody(incoming) : new Uint8Array(await c.req.arrayBuffer());
    if (body.length > maxSize) throw new AppError("body_too_large");
    const header = (name: string) => (incoming ? textOf(incoming.headers[name]) : c.req.header(name));
    await receive(deps, { channel, connectionId: connection, body, header });
    return c.body(null, 200);
  });
}

/** Straight from Node's stream: this is the busiest address, and the web's Request costs as much as all the rest of it. */
const wholeBody = (incoming: IncomingMessage) =>
  new Promise<Uint8Array>((done, failed) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxSize) chunks.push(chunk);
      else failed(new AppError("body_too_large"));
    });
    incoming.once("end", () => done(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    incoming.once("error", failed);
  });

const textOf = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);
