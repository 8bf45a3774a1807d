import createFetch from "openapi-fetch";
import type { paths } from "./schema.d.ts";

export type { components, paths } from "./schema.d.ts";

/** A client for the documented HTTP API, typed by its OpenAPI document. `baseUrl` is the server's origin; "" in a browser it serves. */
export const createClient = (baseUrl: string) => createFetch<paths>({ baseUrl });
