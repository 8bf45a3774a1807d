import { z } from "@hono/zod-openapi";
import type { Access } from "../auth/principal.ts";
import type { Api } from "./api-env.ts";

/** The OpenAPI 3.1 document of everything that is registered. */
export function openApiDocument(api: Api) {
  const document = api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Prosa",
      version: "1",
      description:
        "Everything the studio does, it does through this API. Programs send a personal API token: `Authorization: Bearer prosa_…`. " +
        "A token belongs to one workspace and acts with its owner's role there. `{workspace}` is the id of a workspace or its slug.\n\n" +
        "Errors are problem documents (RFC 9457): build on `code`; for input that is not valid, `errors` points at each fault.",
      license: { name: "MIT" },
    },
  });
  return { ...document, tags: tagsOf(api) };
}

/** The tags in use: those we describe in our order, then any other. */
function tagsOf(api: Api): { name: string; description?: string }[] {
  const used = new Set(registeredRoutes(api).flatMap((route) => route.tags));
  const described = tagOrder.filter(([name]) => used.has(name)).map(([name, description]) => ({ name, description }));
  const others = Array.from(used).filter((name) => !tagOrder.some(([known]) => known === name));
  return [...described, ...others.map((name) => ({ name }))];
}

/** A route as the document lists it. */
export interface RegisteredRoute {
  method: string;
  path: string;
  access: Access;
  tags: string[];
  /** Names of what may stand behind the question mark. */
  query: string[];
}

/** Every registered route with who may call it. */
export function registeredRoutes(api: Api): RegisteredRoute[] {
  return api.openAPIRegistry.definitions.flatMap((definition) => {
    if (definition.type !== "route") return [];
    const { method, path, tags = [], request } = definition.route;
    const access = (definition.route as { "x-prosa-access"?: Access })["x-prosa-access"] as Access;
    const query = request?.query instanceof z.ZodObject ? Object.keys(request.query.shape) : [];
    return [{ method: method.toUpperCase(), path, access, tags, query }];
  });
}

/** Names the ways to prove who one is. */
export function registerSecuritySchemes(api: Api): void {
  api.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    description: "A personal API token, made in the studio under Profile, or by set-up.",
  });
  api.openAPIRegistry.registerComponent("securitySchemes", "cookie", {
    type: "apiKey",
    in: "cookie",
    name: "prosa_session",
    description: "What signing in gives a browser. Requests that change something must also come from our own pages.",
  });
}

/** Fails when anything under /api/v1 was registered without saying who may call it. */
export function checkEveryRouteStatesItsAccess(api: Api): void {
  const routes = registeredRoutes(api);
  const stated = new Set(routes.map((r) => `${r.method} ${r.path.replaceAll(/\{(.+?)\}/g, ":$1")}`));
  for (const { method, path } of api.routes)
    if (method !== "ALL" && path.startsWith("/api/v1/") && !stated.has(`${method} ${path}`))
      throw new Error(`${method} ${path} was registered without saying who may call it: declare it with route()`);
  for (const { method, path, access } of routes)
    if (!access) throw new Error(`${method} ${path} states no access: declare it with route()`);
}

const tagOrder = [
  ["Set-up", "Making the first account and workspace."],
  ["Account", "Signing in and out, one's own profile, sessions and password."],
  ["Workspaces", "Companies on this server, and who works in them."],
  ["Tokens", "Personal API tokens."],
  ["Flows", "What is drawn: drafts, checks, versions."],
  ["Node types", "The kinds of nodes a flow can have."],
  ["Connections", "Accounts on channels, such as a WhatsApp number."],
  ["Conversations", "Service cases with contacts: reading, answering, taking over, closing."],
  ["Messages", "What was said."],
  ["Contacts", "People, one record however many channels."],
  ["Templates", "Messages approved beforehand by the provider."],
  ["Queues", "Teams that conversations are handed to."],
  ["Secrets", "Keys and passwords for HTTP request nodes. Written, never read."],
  ["Media", "Pictures, sound, film and documents."],
  ["Files", "The content of files."],
  ["Events", "Live updates."],
  ["Webhooks", "Where providers deliver."],
  ["Stand-in", "The provider stand-in and its handsets, for trying things without an account."],
  ["Health", "For whatever watches the server."],
] as const;
