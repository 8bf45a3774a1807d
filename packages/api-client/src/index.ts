import createFetchClient, { type ClientOptions } from "openapi-fetch";
import type { components, paths } from "./schema.d.ts";

/** Every address of the API with what it takes and answers. */
export type { paths };

/** The shapes of the API, by name: `Schemas["Queue"]`. */
export type Schemas = components["schemas"];

/** The body of every error answer (RFC 9457). Build on `code`. */
export type Problem = Schemas["Problem"];

/** A typed client: methods take a path of the API, and know its parameters, body and answers. */
export type ApiClient = ReturnType<typeof createApiClient>;

/**
 * Makes a client of the API. In a browser on the server's own origin no options are needed: the cookie goes along. Programs
 * give `baseUrl` and `headers: { authorization: "Bearer prosa_…" }`.
 *
 * @example
 * const api = createApiClient();
 * const { data, error } = await api.GET("/api/v1/me");
 */
export const createApiClient = (options: ClientOptions = {}) => createFetchClient<paths>(options);
