import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { clientAddress } from "../../platform/http/client-address.ts";
import { json, jsonBody } from "../../platform/http/fields.ts";
import { isLocal } from "../../platform/http/request-host.ts";
import { route } from "../../platform/http/route.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { countAttempt } from "../../platform/throttle/queries.ts";
import { refuseWhenBlocked } from "../../platform/throttle/refuse-when-blocked.ts";
import { countAccounts } from "../accounts/index.ts";
import { openSession } from "../auth/index.ts";
import { SetupInput, SetupResult, SetupState } from "./schema.ts";
import { setUp } from "./service.ts";
import { codeMatches } from "./setup-code.ts";

const path = "/api/v1/setup";

export function register(api: Api, deps: Deps): void {
  api.openapi(
    route({
      method: "get",
      path,
      access: "public",
      operationId: "getSetup",
      tags: ["Set-up"],
      summary: "Whether the server still has to be set up",
      responses: { 200: json("The state", SetupState) },
    }),
    async (c) => c.json({ needed: (await countAccounts(deps.db)) === 0, codeRequired: !isLocal(c) }, 200),
  );
  api.openapi(
    route({
      method: "post",
      path,
      access: "public",
      operationId: "setUp",
      tags: ["Set-up"],
      summary: "Make the first account and workspace",
      description: "Signs the browser in by cookie, and answers an API token for programs. Works once.",
      request: { body: jsonBody(SetupInput) },
      responses: { 201: json("Done", SetupResult) },
    }),
    async (c) => {
      const input = c.req.valid("json");
      if ((await countAccounts(deps.db)) > 0) throw new AppError("already_set_up");
      if (!isLocal(c)) await checkCode(deps, input.code, clientAddress(c));
      const made = await deps.db.transaction(async (tx) => {
        const done = await setUp(tx, input, { hooks: deps.hooks, now: deps.now() });
        await openSession(c, tx, done.account.id);
        return done;
      });
      const { id, slug, name } = made.workspace;
      return c.json({ accountId: made.account.id, workspace: { id, slug, name }, token: made.token }, 201);
    },
  );
}

/** Guessing is slowed down by address; the count goes up before the check, so that a burst gains nothing. */
async function checkCode(deps: Deps, given: string | undefined, address = "unknown"): Promise<void> {
  const key = `setup:${address}`;
  await refuseWhenBlocked(deps, [key]);
  await countAttempt(deps.db, key, { free: 10, now: deps.now() });
  if (!codeMatches(deps.setupCode, given))
    throw new AppError("wrong_setup_code", "Give the code that the server printed when it started.");
}
