import { createHandset, largestFile } from "@prosa/provider-standin";
import { Hono } from "hono";
import type { Member } from "../../platform/auth/principal.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { admission, memberOf } from "../../platform/http/route.ts";
import { standinConnections } from "./queries.ts";
import { createStandinHost, graphPath, type StandinHost, standinAccess } from "./standin-host.ts";

/**
 * The provider stand-in: its Graph API, which only stand-in connections speak to, and the handset's routes, for members of
 * the workspace. They are the stand-in's own API (packages/provider-standin), not part of ours.
 */
export function register(api: Api, deps: Deps): void {
  if (!deps.env.standin) return;
  const host = createStandinHost(deps, (standin) => {
    const app = new Hono().route(graphPath, standin.graph);
    return async (request) => app.fetch(request);
  });
  hosts.set(deps, host);
  deps.standin ??= standinAccess(deps, host);
  api.all(`${graphPath}/*`, (c) => host.graph(c.req.raw));
  const path = "/api/v1/workspaces/:workspace/standin";
  const members = new WeakMap<Request, Member>();
  let handset: Promise<Hono> | undefined;
  const begin = async () => {
    const numbersOf = async (c: { req: { raw: Request } }) => {
      const member = members.get(c.req.raw);
      if (!member) return [];
      return (await standinConnections(member.scope)).map((row) => host.accountOf(row));
    };
    return new Hono().route(path, createHandset(await host.standin(), { numbersOf }));
  };
  api.use(`${path}/*`, ...admission({ access: { role: "agent" }, maxBody: largestFile + 100_000 }));
  api.all(`${path}/*`, async (c) => {
    members.set(c.req.raw, memberOf(c));
    handset ??= begin();
    return (await handset).fetch(c.req.raw);
  });
}

/** Saves what the stand-in of this process remembers, when the server stops. */
export async function closeStandin(deps: Deps): Promise<void> {
  await hosts.get(deps)?.close();
}

const hosts = new WeakMap<Deps, StandinHost>();
