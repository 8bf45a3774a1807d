import { createHash } from "node:crypto";
import type { Api } from "../../platform/http/api-env.ts";
import { openApiDocument } from "../../platform/http/openapi-document.ts";
import { docsPage } from "./page.ts";
import { style } from "./style.ts";

/** The document and its readable form. Both are made at the first request, when every module has registered its routes. */
export function register(api: Api): void {
  let made: { json: ReturnType<typeof openApiDocument>; html: string } | undefined;
  const documents = () => {
    if (!made) {
      const json = openApiDocument(api);
      made = { json, html: docsPage(json) };
    }
    return made;
  };
  // The page has no script at all, and one style sheet, known by its hash.
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  api.get("/api/openapi.json", (c) => c.json(documents().json));
  api.get("/api/docs", (c) => c.html(documents().html, 200, { "content-security-policy": policy }));
}
