export { publish } from "./publish-service.ts";
export { flowMayStart, flowNames } from "./queries.ts";
export { register } from "./routes.ts";
export { createFlow } from "./service.ts";
export { versionsById } from "./version-queries.ts";
