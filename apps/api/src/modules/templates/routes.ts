import { z } from "@hono/zod-openapi";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { json } from "../../platform/http/fields.ts";
import { memberOf, route } from "../../platform/http/route.ts";
import { TemplateList } from "./schema.ts";
import { connectionTemplates } from "./service.ts";

export function register(api: Api, deps: Deps): void {
  api.openapi(
    route({
      method: "get",
      path: "/api/v1/workspaces/{workspace}/connections/{connection}/templates",
      access: { role: "agent" },
      operationId: "listTemplates",
      tags: ["Connections"],
      summary: "List the provider's approved messages",
      request: {
        params: z.object({ workspace: z.string(), connection: z.uuid() }),
        query: z.object({ refresh: z.enum(["true", "false"]).optional() }),
      },
      responses: { 200: json("Templates, by name", TemplateList) },
    }),
    async (c) => {
      const { connection } = c.req.valid("param");
      const refresh = c.req.valid("query").refresh === "true";
      const rows = await connectionTemplates(deps, memberOf(c).scope, { connectionId: connection, refresh });
      const items = rows.map(({ name, language, category, status, body, parameters, components }) => ({
        name,
        language,
        category,
        status,
        body,
        parameters,
        components,
        parameterCount: parameters.length,
      }));
      return c.json({ items, nextCursor: null }, 200);
    },
  );
}
