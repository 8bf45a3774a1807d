import { Readable } from "node:stream";
import { z } from "@hono/zod-openapi";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { route } from "../../platform/http/route.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { byteRange } from "../../platform/storage/byte-range.ts";

const content = { "*/*": { schema: z.string().meta({ format: "binary" }) } };

export function register(api: Api, deps: Deps): void {
  api.openapi(
    route({
      method: "get",
      path: "/api/v1/files/{workspaceId}/{sha256}",
      access: "public",
      operationId: "getFile",
      tags: ["Files"],
      summary: "The content of a file, by a signed address",
      description:
        "Such addresses are found in other answers. They expire. Parts can be asked for with a Range header.",
      request: {
        params: z.object({ workspaceId: z.string(), sha256: z.string() }),
        query: z.object({
          t: z.string().meta({ description: "Content type" }),
          n: z.string().optional().meta({ description: "File name" }),
          e: z.string().meta({ description: "When it expires, in seconds since 1970" }),
          s: z.string().meta({ description: "Signature" }),
        }),
      },
      responses: {
        200: { description: "The whole file", content },
        206: { description: "The part asked for", content },
        416: { description: "There is no such part" },
      },
    }),
    async (c) => {
      const { workspaceId, sha256 } = c.req.valid("param");
      const query = Object.fromEntries(
        Object.entries(c.req.valid("query")).filter((e): e is [string, string] => e[1] !== undefined),
      );
      const file = deps.addresses.check(workspaceId, sha256, query, deps.now());
      const size = file && (await deps.storage.size(workspaceId, sha256));
      if (!file || size === undefined)
        throw new AppError("not_found", "There is no such file, or its address has expired.");
      const headers: Record<string, string> = {
        "content-type": file.contentType,
        "content-disposition": disposition(file.contentType, file.fileName),
        // Whatever the file holds, opened by itself it may run nothing and reach nothing.
        "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'self'",
        "cache-control": "private, max-age=3600, immutable",
        "accept-ranges": "bytes",
        etag: `"${sha256}"`,
      };
      if (c.req.header("if-none-match") === headers.etag) return c.body(null, 304, headers);
      const range = byteRange(c.req.header("range"), size);
      if (range === "unsatisfiable") return c.body(null, 416, { "content-range": `bytes */${size}` });
      if (range) headers["content-range"] = `bytes ${range.start}-${range.end}/${size}`;
      headers["content-length"] = String(range ? range.end - range.start + 1 : size);
      const stream = Readable.toWeb(deps.storage.read(workspaceId, sha256, range)) as ReadableStream<Uint8Array>;
      return c.body(stream, range ? 206 : 200, headers);
    },
  );
}

/** Pictures, sound and film are shown; everything else is downloaded. */
function disposition(contentType: string, fileName: string | undefined): string {
  const mode = /^(image|audio|video)\//.test(contentType) ? "inline" : "attachment";
  if (!fileName) return mode;
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return `${mode}; filename*=UTF-8''${encoded}`;
}
