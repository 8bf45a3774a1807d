import { createApiClient } from "@prosa/api-client";

/** The documented HTTP API, typed from the server's own OpenAPI document. The session cookie signs every call. */
export const api = createApiClient();
