import { OpenAPIHono } from "@hono/zod-openapi";
import * as accounts from "./modules/accounts/index.ts";
import * as auth from "./modules/auth/index.ts";
import * as connections from "./modules/connections/index.ts";
import * as contacts from "./modules/contacts/index.ts";
import * as conversations from "./modules/conversations/index.ts";
import * as docs from "./modules/docs/index.ts";
import * as events from "./modules/events/index.ts";
import * as files from "./modules/files/index.ts";
import * as flows from "./modules/flows/index.ts";
import * as health from "./modules/health/index.ts";
import * as httpTest from "./modules/http-test/index.ts";
import * as media from "./modules/media/index.ts";
import * as members from "./modules/members/index.ts";
import * as nodeTypes from "./modules/node-types/index.ts";
import * as queues from "./modules/queues/index.ts";
import * as secrets from "./modules/secrets/index.ts";
import * as setup from "./modules/setup/index.ts";
import * as standin from "./modules/standin/index.ts";
import * as templates from "./modules/templates/index.ts";
import * as tokens from "./modules/tokens/index.ts";
import * as webhooks from "./modules/webhooks/index.ts";
import * as workspaces from "./modules/workspaces/index.ts";
import type { Deps } from "./platform/deps.ts";
import type { Api, ApiEnv } from "./platform/http/api-env.ts";
import { hostGuard } from "./platform/http/host-guard.ts";
import { checkEveryRouteStatesItsAccess, registerSecuritySchemes } from "./platform/http/openapi-document.ts";
import { requestLog } from "./platform/http/request-log.ts";
import { securityHeaders } from "./platform/http/security-headers.ts";
import { serveStudio } from "./platform/http/studio.ts";
import { studioDist } from "./platform/paths.ts";
import { AppError } from "./platform/problem/app-error.ts";
import { inputError, problemResponse } from "./platform/problem/problem-response.ts";

/** The features of the server. Each registers its routes; a module adds its tables by having a tables.ts. */
const modules = [
  health,
  setup,
  auth,
  accounts,
  workspaces,
  members,
  tokens,
  queues,
  secrets,
  files,
  events,
  docs,
  flows,
  nodeTypes,
  connections,
  templates,
  media,
  conversations,
  contacts,
  httpTest,
  webhooks,
  standin,
];

/** Builds the whole HTTP side. Nothing listens and nothing runs in the background: main does that. */
export function createApp(deps: Deps): Api {
  const api = new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw inputError(result.target, result.error);
    },
  });
  registerSecuritySchemes(api);
  api.onError((error, c) => problemResponse(error, c));
  api.use(async (c, next) => {
    c.set("deps", deps);
    await next();
  });
  api.use(requestLog, securityHeaders, hostGuard);
  // A worker serves no people, but whatever watches it wants to know how it is.
  for (const module of deps.env.role === "worker" ? [health] : modules) module.register(api, deps);
  checkEveryRouteStatesItsAccess(api);
  api.all("/api/*", (c) => {
    throw new AppError("not_found", `There is nothing at ${c.req.method} ${c.req.path}; see /api/docs.`);
  });
  if (deps.env.role !== "worker") serveStudio(api, studioDist);
  api.notFound((c) => problemResponse(new AppError("not_found"), c));
  return api;
}
