import { createApp } from "./app.ts";
import type { Deps } from "./platform/deps.ts";
import { readEnv } from "./platform/env.ts";
import { openApiDocument } from "./platform/http/openapi-document.ts";

/** The OpenAPI document, made without a database: registering routes uses none of what they work with. */
export function describeApi() {
  const deps = { env: readEnv({}), hooks: { workspaceCreated: [] } } as Partial<Deps>;
  return openApiDocument(createApp(deps as Deps));
}
