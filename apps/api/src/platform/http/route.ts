import { createRoute, type RouteConfig } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { authenticate, findMember } from "../auth/authenticate.ts";
import { checkOrigin } from "../auth/check-origin.ts";
import { type Access, type Member, type Principal, roleIncludes } from "../auth/principal.ts";
import { AppError } from "../problem/app-error.ts";
import type { ApiEnv } from "./api-env.ts";
import { problemResponses } from "./problem-schema.ts";

/**
 * Declares a route and who may call it. The access is enforced before the input is looked at, is written into the OpenAPI
 * document (`x-prosa-access`), and a test walks every route with every kind of caller. Routes with a role have addresses
 * under `/api/v1/workspaces/{workspace}`.
 */
export function route<const R extends RouteConfig & RouteRules>({ access, maxBody, ...config }: R) {
  const role = typeof access === "object";
  if (role !== config.path.startsWith("/api/v1/workspaces/{workspace}"))
    throw new Error(`${config.path}: a role and a workspace in the address go together`);
  return createRoute({
    ...config,
    middleware: admission({ access, maxBody }),
    "x-prosa-access": access,
    security: access === "public" ? [] : [{ bearer: [] }, { cookie: [] }],
    responses: { ...problemResponses(access, config.request !== undefined), ...config.responses },
  } as unknown as Omit<R, keyof RouteRules | "middleware"> & { getRoutingPath(): R["path"] });
}

/** What route() adds to a declaration. */
interface RouteRules {
  /** Who may call it. */
  access: Access;
  /** Bytes of the body, 4 MiB unless told otherwise. */
  maxBody?: number | undefined;
}

/** What stands before every route; where an API that is not ours is mounted, it is put there by itself. */
export function admission({ access, maxBody = 4 * 1024 * 1024 }: RouteRules): MiddlewareHandler<ApiEnv>[] {
  // In this order: a stranger's body is not even read.
  return [enforce(access), bodyLimit({ maxSize: maxBody, onError: tooLarge })];
}

/** The caller's membership, in handlers of routes with a role. */
export function memberOf(c: Context<ApiEnv>): Member {
  if (!c.var.member) throw new Error("this route has no role, so there is no member");
  return c.var.member;
}

/** The caller, in handlers of routes that are not public. */
export function principalOf(c: Context<ApiEnv>): Principal {
  if (!c.var.principal) throw new Error("this route is public, so there may be nobody signed in");
  return c.var.principal;
}

function enforce(access: Access): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (access === "public") checkOrigin(c, "when-given");
    else await admit(c, access);
    await next();
  };
}

async function admit(c: Context<ApiEnv>, access: Exclude<Access, "public">): Promise<void> {
  const principal = await authenticate(c);
  if (!principal) throw new AppError("not_signed_in");
  c.set("principal", principal);
  const needsPerson = access === "session" || (typeof access === "object" && access.session === true);
  // A one-time password opens one's own account and nothing more.
  if (principal.passwordExpired && access !== "session" && access !== "signed-in")
    throw new AppError("password_change_needed");
  if (typeof access === "object") {
    const member = await findMember(c, principal);
    // Whether a workspace exists is nobody's business who is not in it.
    if (!member) throw new AppError("not_found");
    if (!roleIncludes(member.role, access.role)) throw new AppError("forbidden", `This needs the role ${access.role}.`);
    c.set("member", member);
  }
  if (needsPerson && principal.kind === "token") throw new AppError("session_needed");
  if (access === "server-admin" && !principal.serverAdmin)
    throw new AppError("forbidden", "This needs a server admin.");
}

const tooLarge = (): never => {
  throw new AppError("body_too_large");
};
