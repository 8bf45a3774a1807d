export { setTemplateStatus } from "./queries.ts";
export { register } from "./routes.ts";
