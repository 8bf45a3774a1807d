// openapi-typescript needs TypeScript's JavaScript API, which TypeScript 7.0 does not ship: this package alone keeps 5.9.
import { readFileSync, writeFileSync } from "node:fs";
import { describeApi } from "@prosa/api/openapi";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";

/** Writes the types of the API client from the routes of the server; with --check, fails when they are out of date. */
const file = new URL("../../packages/api-client/src/schema.d.ts", import.meta.url);
const nodes = await openapiTS(describeApi() as unknown as OpenAPI3, { defaultNonNullable: false });
const wanted = `// Generated from the routes of the server. Do not edit: run pnpm --filter @prosa/openapi-gen generate\n${astToString(nodes)}`;
if (!process.argv.includes("--check")) writeFileSync(file, wanted);
else if (readFileSync(file, "utf8") !== wanted) {
  console.error("packages/api-client is out of date: run pnpm --filter @prosa/openapi-gen generate");
  process.exit(1);
}
