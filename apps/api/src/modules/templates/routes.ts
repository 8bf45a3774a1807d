import { z } from "@hono/zod-openapi";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { json } from "../../platform/http/fields.ts";
import { memberOf, route } from "../../platform/http/route.ts";
import { connectionTemplates } from "./service.ts";

const Parameters = z.array(
  z.object({
    component: z.enum(["header", "body", "button"]),
    index: z.int().optional(),
    kind: z.enum(["text", "image", "video", "document", "payload", "coupon_code", "url"]),
    name: z.string().optional(),
  }),
);
const Components = z.array(z.unknown());

const Template = z
  .object({
    name: z.string(),
    language: z.string(),
    category: z.string(),
    status: z.string().meta({ description: "The provider's word, e.g. APPROVED" }),
    body: z.string().meta({ description: "The body as written, for previews" }),
    parameters: Parameters.meta({ description: "The values a message of it needs, in order" }),
    components: Components,
    parameterCount: z.int(),
  })
  .openapi("Template");
const TemplateList = z.object({ items: z.array(Template), nextCursor: z.null() }).openapi("TemplateList");

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
