import type { IncomingMessage } from "node:http";
import type { Deps } from "../../platform/deps.ts";
import { refuseOtherHosts } from "../../platform/http/host-guard.ts";
import type { DirectListener } from "../../platform/http/listen.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { explainedError, problemDocument } from "../../platform/problem/problem-response.ts";
import { receive, type WebhookCall } from "./receive.ts";

const path = /^\/api\/webhooks\/([^/?]+)\/([^/?]+)(?:\?.*)?$/;
/** Bytes. Meta's payloads have up to 3 MB. */
const maxSize = 3 * 1024 * 1024 + 65_536;

/**
 * Providers' calls, straight from Node: this is the busiest address, and what people's requests pass through costs as much as
 * taking a message in. Not part of the documented API: their shape is the provider's, their proof a signature.
 */
export function webhookListener(deps: Deps): DirectListener {
  return (request, response) => {
    const [, channel, connectionId] = path.exec(request.url ?? "") ?? [];
    if (request.method !== "POST" || channel === undefined || connectionId === undefined) return false;
    const header = (name: string) => request.headers[name] as string | undefined;
    void answer(deps, { channel, connectionId, body: wholeBody(request), header }).then(({ status, problem }) => {
      if (problem === undefined) response.writeHead(status).end();
      else response.writeHead(status, { "content-type": "application/problem+json" }).end(JSON.stringify(problem));
    });
    return true;
  };
}

/** The status of the answer to a call, and why it was refused. */
export interface WebhookAnswer {
  status: number;
  problem?: ReturnType<typeof problemDocument>;
}

/** Takes a call in. "200" means that all it says is kept. */
export async function answer(
  deps: Deps,
  call: Omit<WebhookCall, "body"> & { body: Promise<Uint8Array> },
): Promise<WebhookAnswer> {
  try {
    const body = await call.body;
    refuseOtherHosts(deps.env, call.header("host"));
    await receive(deps, { ...call, body });
    return { status: 200 };
  } catch (error) {
    const problem = problemDocument(explainedError(error as Error));
    // What the database refused of a provider's call is our failure, whatever the answer.
    if (problem.status >= 500 || !(error instanceof AppError))
      deps.logger.error("a webhook could not be taken in", { error });
    return { status: problem.status, problem };
  }
}

const wholeBody = (request: IncomingMessage) =>
  new Promise<Uint8Array>((done, failed) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxSize) chunks.push(chunk);
      else failed(new AppError("body_too_large"));
    });
    request.once("end", () => done(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.once("error", failed);
  });
