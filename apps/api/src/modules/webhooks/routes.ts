import { bodyLimit } from "hono/body-limit";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { challenge, receive } from "./receive.ts";

const path = "/api/webhooks/:channel/:connection";
/** Bytes. Meta's payloads have up to 3 MB. */
const maxSize = 3 * 1024 * 1024 + 65_536;

/** Providers' calls. Not part of the documented API: their shape is the provider's, their proof a signature. */
export function register(api: Api, deps: Deps): void {
  api.get(path, async (c) => {
    const { channel, connection } = c.req.param();
    const answer = await challenge(deps, { channel, connectionId: connection, query: c.req.query() });
    if (answer === null) throw new AppError("forbidden", "The verify token is wrong.");
    return c.text(answer);
  });
  const limit = bodyLimit({
    maxSize,
    onError: () => {
      throw new AppError("body_too_large");
    },
  });
  api.post(path, limit, async (c) => {
    const { channel, connection } = c.req.param();
    const body = new Uint8Array(await c.req.arrayBuffer());
    await receive(deps, { channel, connectionId: connection, body, header: (name) => c.req.header(name) });
    return c.body(null, 200);
  });
}
