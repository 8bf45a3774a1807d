import { z } from "@hono/zod-openapi";
import { clearSessionCookie } from "../../platform/auth/session-cookie.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { clientAddress } from "../../platform/http/client-address.ts";
import { json, jsonBody, whole, wholeList } from "../../platform/http/fields.ts";
import { principalOf, route } from "../../platform/http/route.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { Me, me } from "../accounts/index.ts";
import { deleteSession, deleteSessionByPublicId, listSessions } from "./queries.ts";
import { PasswordChange, Session, SignIn } from "./schema.ts";
import { changePassword, checkCredentials, openSession } from "./service.ts";

const done = { 204: { description: "Done" } };

export function register(api: Api, deps: Deps): void {
  api.openapi(
    route({
      method: "post",
      path: "/api/v1/auth/sign-in",
      access: "public",
      operationId: "signIn",
      tags: ["Account"],
      summary: "Sign a browser in",
      description: "The answer sets the session cookie. Programs use an API token instead.",
      request: { body: jsonBody(SignIn) },
      responses: { 200: json("Signed in", Me) },
    }),
    async (c) => {
      const account = await checkCredentials(deps, { ...c.req.valid("json"), address: clientAddress(c) });
      await openSession(c, deps.db, account.id);
      return c.json(await me(deps, { accountId: account.id, kind: "session", tokenWorkspaceId: undefined }), 200);
    },
  );
  api.openapi(
    route({
      method: "post",
      path: "/api/v1/auth/sign-out",
      access: "session",
      operationId: "signOut",
      tags: ["Account"],
      summary: "Sign this browser out",
      responses: done,
    }),
    async (c) => {
      await deleteSession(deps.db, sessionId(principalOf(c)));
      clearSessionCookie(c);
      return c.body(null, 204);
    },
  );
  api.openapi(
    route({
      method: "post",
      path: "/api/v1/me/password",
      access: "session",
      operationId: "changePassword",
      tags: ["Account"],
      summary: "Change my password",
      description: "All other sessions end.",
      request: { body: jsonBody(PasswordChange) },
      responses: done,
    }),
    async (c) => {
      const principal = principalOf(c);
      await changePassword(
        deps,
        { accountId: principal.accountId, sessionId: sessionId(principal) },
        c.req.valid("json"),
      );
      return c.body(null, 204);
    },
  );
  api.openapi(
    route({
      method: "get",
      path: "/api/v1/me/sessions",
      access: "session",
      operationId: "listSessions",
      tags: ["Account"],
      summary: "Where I am signed in",
      responses: { 200: json("Sessions, last used first", wholeList(Session)) },
    }),
    async (c) => {
      const principal = principalOf(c);
      const rows = await listSessions(deps.db, principal.accountId, deps.now());
      return c.json(
        whole(
          rows.map(({ id, publicId, userAgent, address, createdAt, lastSeenAt, expiresAt }) => ({
            id: publicId,
            current: id === principal.sessionId,
            userAgent,
            address,
            createdAt: createdAt.toISOString(),
            lastSeenAt: lastSeenAt.toISOString(),
            expiresAt: expiresAt.toISOString(),
          })),
        ),
        200,
      );
    },
  );
  api.openapi(
    route({
      method: "delete",
      path: "/api/v1/me/sessions/{session}",
      access: "session",
      operationId: "endSession",
      tags: ["Account"],
      summary: "End one of my sessions",
      request: { params: z.object({ session: z.uuid() }) },
      responses: done,
    }),
    async (c) => {
      if (!(await deleteSessionByPublicId(deps.db, principalOf(c).accountId, c.req.valid("param").session)))
        throw new AppError("not_found", "There is no such session.");
      return c.body(null, 204);
    },
  );
}

function sessionId({ sessionId: id }: { sessionId: string | undefined }): string {
  if (id === undefined) throw new AppError("session_needed");
  return id;
}
