import type { HttpRequest, HttpResult } from "@prosa/flow-schema";
import { api } from "./client.ts";
import { unwrap } from "./unwrap.ts";

/** Performs a request on the server, as a flow's would be: with its secrets, once, never to private addresses. */
export async function callHttp(workspace: string, request: HttpRequest): Promise<HttpResult> {
  const { retries: _, ...body } = request;
  const {
    status,
    headers,
    body: answer,
  } = await unwrap(api.POST("/api/v1/workspaces/{workspace}/http-test", { params: { path: { workspace } }, body }));
  return { status, headers, body: answer as HttpResult["body"] };
}
