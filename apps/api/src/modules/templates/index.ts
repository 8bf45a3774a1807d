export { setTemplateStatus } from "./queries.ts";
export { register } from "./routes.ts";
export { ProviderTemplate } from "./schema.ts";
