import { z } from "@hono/zod-openapi";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { json } from "../../platform/http/fields.ts";
import { memberOf, route } from "../../platform/http/route.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { largestFile } from "../../platform/storage/file-kinds.ts";
import { findMediaFile } from "./queries.ts";
import { keepFile } from "./service.ts";

const Media = z
  .object({
    hash: z.string().meta({ description: "SHA-256 of the content: how flows and messages refer to the file" }),
    mimeType: z.string(),
    size: z.int(),
    filename: z.string().optional(),
    url: z.string().meta({ description: "Signed, expires" }),
  })
  .openapi("Media");

const path = "/api/v1/workspaces/{workspace}/media";
const params = z.object({ workspace: z.string() });

export function register(api: Api, deps: Deps): void {
  const withAddress = (
    workspaceId: string,
    file: { hash: string; mimeType: string; size: number; filename?: string | null },
  ) => ({
    hash: file.hash,
    mimeType: file.mimeType,
    size: file.size,
    ...(file.filename && { filename: file.filename }),
    url: deps.addresses.make(
      {
        workspaceId,
        sha256: file.hash,
        contentType: file.mimeType,
        fileName: file.filename ?? undefined,
      },
      new Date(deps.now().getTime() + 12 * 36e5),
    ),
  });
  api.openapi(
    route({
      method: "post",
      path,
      access: { role: "agent" },
      maxBody: largestFile + 100_000,
      operationId: "uploadMedia",
      tags: ["Files"],
      summary: "Keep a file, to send it or to use it in a flow",
      description: "One field, `file`. What it is, its content says. The same content is kept once.",
      request: {
        params,
        body: {
          required: true,
          content: {
            "multipart/form-data": {
              schema: z.object({ file: z.custom<File>().openapi({ type: "string", format: "binary" }) }),
            },
          },
        },
      },
      responses: { 201: json("The file", Media) },
    }),
    async (c) => {
      const { file } = await c.req.parseBody();
      if (!(file instanceof File)) throw new AppError("invalid_input", "/file: a file is needed");
      const { scope } = memberOf(c);
      const filename = file.name ? file.name.replace(/[\p{Cc}/\\]/gu, "").slice(0, 240) : undefined;
      const kept = await keepFile(deps, scope, { bytes: new Uint8Array(await file.arrayBuffer()), filename });
      return c.json(withAddress(scope.workspaceId, kept), 201);
    },
  );
  api.openapi(
    route({
      method: "get",
      path: `${path}/{hash}`,
      access: { role: "agent" },
      operationId: "getMedia",
      tags: ["Files"],
      summary: "Get a file's type, size and address",
      request: { params: params.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/) }) },
      responses: { 200: json("The file", Media) },
    }),
    async (c) => {
      const { scope } = memberOf(c);
      const file = await findMediaFile(scope, c.req.valid("param").hash);
      if (!file) throw new AppError("not_found", "There is no such file.");
      return c.json(withAddress(scope.workspaceId, file), 200);
    },
  );
}
