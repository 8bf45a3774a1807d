import { randomUUID } from "node:crypto";
import { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import * as health from "./modules/health/index.ts";
import * as queues from "./modules/queues/index.ts";
import * as setup from "./modules/setup/index.ts";
import * as tokens from "./modules/tokens/index.ts";
import type { Deps } from "./platform/deps.ts";
import type { Api, ApiEnv } from "./platform/http/api-env.ts";
import { checkEveryRouteStatesItsAccess, openApiDocument } from "./platform/http/openapi-document.ts";
import { AppError } from "./platform/problem/app-error.ts";
import { inputError, problemResponse } from "./platform/problem/problem-response.ts";

/** The features of the server. Each registers its routes; a module adds its tables by having a tables.ts. */
const modules = [health, setup, tokens, queues];

/** Builds the whole HTTP side. Nothing listens and nothing runs in the background: main does that. */
export function createApp(deps: Deps): Api {
  const api = new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw inputError(result.target, result.error);
    },
  });
  api.use(async (c, next) => {
    c.set("deps", deps);
    c.set("requestId", randomUUID());
    c.header("X-Request-Id", c.var.requestId);
    await next();
  });
  api.use("/api/*", bodyLimit({ maxSize: jsonLimit, onError: () => Promise.reject(new AppError("body_too_large")) }));
  api.onError((error, c) => problemResponse(error, c));
  for (const module of modules) module.register(api, deps);
  api.get("/api/openapi.json", (c) => c.json(openApiDocument(api)));
  api.all("/api/*", (c) => {
    throw new AppError("not_found", `There is nothing at ${c.req.method} ${c.req.path}; see /api/docs.`);
  });
  checkEveryRouteStatesItsAccess(api);
  return api;
}

/** Bytes. Flows are the largest bodies; files go another way. */
const jsonLimit = 4 * 1024 * 1024;
