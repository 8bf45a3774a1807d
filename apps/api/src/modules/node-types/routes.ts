import { z } from "@hono/zod-openapi";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { json } from "../../platform/http/fields.ts";
import { route } from "../../platform/http/route.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { registryOf } from "./registry.ts";

const NodeType = z
  .object({
    type: z.string(),
    version: z.int(),
    source: z.enum(["built-in", "extension"]),
    module: z.string().nullable().meta({ description: "Where a browser finds the ES module of an extension" }),
  })
  .openapi("NodeType");
const NodeTypeList = z.object({ items: z.array(NodeType), nextCursor: z.null() }).openapi("NodeTypeList");

export function register(api: Api, deps: Deps): void {
  const extensions = deps.extensions ?? [];
  const moduleOf = (type: string) => {
    const found = extensions.find(({ definitions }) => definitions.some((definition) => definition.type === type));
    return found ? `/extensions/${found.hash}.js` : null;
  };
  api.openapi(
    route({
      method: "get",
      path: "/api/v1/workspaces/{workspace}/node-types",
      access: { role: "agent" },
      operationId: "listNodeTypes",
      tags: ["Flows"],
      summary: "List the node types this server knows",
      request: { params: z.object({ workspace: z.string() }) },
      responses: { 200: json("Node types, in the palette's order", NodeTypeList) },
    }),
    (c) => {
      const items = registryOf(deps)
        .all()
        .map(({ type, version }) => {
          const module = moduleOf(type);
          return { type, version, source: module ? ("extension" as const) : ("built-in" as const), module };
        });
      return c.json({ items, nextCursor: null }, 200);
    },
  );
  // Not secret: the code is what the person who runs the server installed, and the studio's Worker imports it.
  api.get("/extensions/:file", (c) => {
    const found = extensions.find(({ hash }) => `${hash}.js` === c.req.param("file"));
    if (!found) throw new AppError("not_found");
    return c.body(found.code, 200, {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
    });
  });
}
