import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Member, Principal } from "../auth/principal.ts";
import type { Deps } from "../deps.ts";

/** What every request carries. */
export interface ApiEnv {
  Variables: {
    deps: Deps;
    requestId: string;
    principal?: Principal;
    member?: Member;
  };
}

/** What a module registers its routes on. */
export type Api = OpenAPIHono<ApiEnv>;
