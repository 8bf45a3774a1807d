import { z } from "@hono/zod-openapi";
import type { HttpRequest } from "@prosa/flow-schema";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { json, jsonBody } from "../../platform/http/fields.ts";
import { memberOf, route } from "../../platform/http/route.ts";
import { newId } from "../../platform/ids.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { performHttp, secretsOf } from "../../runtime/http-request.ts";
import { resolveSecrets } from "../secrets/index.ts";

const SecretText = z
  .array(z.union([z.string().max(100_000), z.object({ secret: z.string().max(100) })]))
  .max(500)
  .meta({ description: "Text with holes for the workspace's secrets" });

const HttpTest = z
  .object({
    method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
    url: SecretText,
    headers: z.array(z.object({ name: z.string().min(1).max(200), value: SecretText })).max(60),
    body: SecretText.nullable(),
    timeoutMs: z.int().min(100).max(60_000).default(10_000),
  })
  .openapi("HttpTest");

const HttpAnswer = z
  .object({
    status: z.int(),
    headers: z.record(z.string(), z.string()),
    body: z.unknown().meta({ description: "Parsed JSON where the answer says so, else text" }),
    durationMs: z.int(),
  })
  .openapi("HttpTestResult");

export function register(api: Api, deps: Deps): void {
  api.openapi(
    route({
      method: "post",
      path: "/api/v1/workspaces/{workspace}/http-test",
      access: { role: "supervisor" },
      operationId: "testHttpRequest",
      tags: ["Flows"],
      summary: "Perform an HTTP request as a flow would",
      description:
        "For the test panel: once, with the workspace's secrets put in on the server, and never to private addresses.",
      request: { params: z.object({ workspace: z.string() }), body: jsonBody(HttpTest) },
      responses: { 200: json("The answer", HttpAnswer) },
    }),
    async (c) => {
      const { scope } = memberOf(c);
      const request = { ...c.req.valid("json"), retries: 0 } satisfies HttpRequest;
      const secrets = await resolveSecrets(scope, deps.secrets, secretsOf(request));
      const begun = performance.now();
      const outcome = await performHttp({ request, secrets, guarded: deps.guarded, key: newId() });
      if (!outcome.ok)
        throw new AppError(outcome.code === "address-refused" ? "address_refused" : "http_failed", outcome.detail, {
          reason: outcome.code,
        });
      return c.json({ ...outcome.result, durationMs: Math.round(performance.now() - begun) }, 200);
    },
  );
}
