import type { Access } from "../auth/principal.ts";
import type { Api } from "./api-env.ts";

/** The OpenAPI 3.1 document of everything that is registered. */
export function openApiDocument(api: Api) {
  return api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Prosa",
      version: "1",
      description:
        "Everything the studio does, it does through this API. Programs send a personal API token: `Authorization: Bearer prosa_…`. " +
        "A token belongs to one workspace and acts with its owner's role there. `{workspace}` is the id of a workspace or its slug.",
      license: { name: "MIT" },
    },
    tags,
  });
}

/** The access of every registered route. */
export function registeredRoutes(api: Api): { method: string; path: string; access: Access }[] {
  return api.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === "route"
      ? [
          {
            method: definition.route.method.toUpperCase(),
            path: definition.route.path,
            access: (definition.route as { "x-prosa-access"?: Access })["x-prosa-access"] as Access,
          },
        ]
      : [],
  );
}

/** Fails when anything under /api/v1 was registered without saying who may call it. */
export function checkEveryRouteStatesItsAccess(api: Api): void {
  const stated = new Set(registeredRoutes(api).map((r) => `${r.method} ${r.path.replaceAll(/\{(.+?)\}/g, ":$1")}`));
  for (const { method, path } of api.routes)
    if (method !== "ALL" && path.startsWith("/api/v1/") && !stated.has(`${method} ${path}`))
      throw new Error(`${method} ${path} was registered without saying who may call it: declare it with route()`);
  for (const r of registeredRoutes(api))
    if (!r.access) throw new Error(`${r.method} ${r.path} states no access: declare it with route()`);
}

const tags = [
  { name: "Set-up", description: "Making the first account and workspace." },
  { name: "Account", description: "Signing in and out, and one's own profile, sessions and password." },
  { name: "Workspaces", description: "Companies on this server, and who works in them." },
  { name: "Tokens", description: "Personal API tokens." },
  { name: "Queues", description: "Teams that conversations are handed to." },
  { name: "Secrets", description: "Keys and passwords for HTTP request nodes. Written, never read." },
  { name: "Health", description: "For whatever watches the server." },
];
