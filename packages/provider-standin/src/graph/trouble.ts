import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { type SendTrouble, sendTrouble } from "../chaos.ts";
import type { Core } from "../core.ts";
import type { Json } from "./fields.ts";
import { GraphError } from "./graph-error.ts";

/** Lets a send meet the trouble that chaos has for it, before or after `accept`. */
export async function withTrouble(
  c: Context,
  core: Core,
  { body, accept }: { body: Json; accept: () => Json },
): Promise<Response> {
  const key = typeof body.biz_opaque_callback_data === "string" ? body.biz_opaque_callback_data : JSON.stringify(body);
  const trouble = sendTrouble(core.chaos, [key, core.tries.next(key)]);
  if (trouble === "tooMany") throw new GraphError(130429, "Cloud API message throughput has been reached.");
  if (trouble === "errorBefore") throw new GraphError(131000, "Message failed to send due to an unknown error.");
  if (trouble === "hangBefore") return hang(c, core);
  const answer = accept();
  return trouble === null ? c.json(answer) : afterwards(c, core, trouble);
}

const afterwards = (c: Context, core: Core, trouble: SendTrouble): Promise<Response> | Response =>
  trouble === "hangAfter" ? hang(c, core) : c.html("<html><body>502 Bad Gateway</body></html>", 502);

/** Says nothing until the other side gives up or the time is over, then cuts the connection. */
async function hang(c: Context, core: Core): Promise<Response> {
  await new Promise<void>((resolve) => {
    core.later(core.chaos.hangMs, resolve);
    c.req.raw.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  const { outgoing } = (c.env ?? {}) as Partial<HttpBindings>;
  outgoing?.destroy();
  return c.body(null, 504);
}
