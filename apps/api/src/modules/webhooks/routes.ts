import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { challenge } from "./receive.ts";

/** The provider's question whether an address is ours. Its calls themselves come in by the listener. */
export function register(api: Api, deps: Deps): void {
  api.get("/api/webhooks/:channel/:connection", async (c) => {
    const { channel, connection } = c.req.param();
    const answer = await challenge(deps, { channel, connectionId: connection, query: c.req.query() });
    if (answer === null) throw new AppError("forbidden", "The verify token is wrong.");
    return c.text(answer);
  });
}
