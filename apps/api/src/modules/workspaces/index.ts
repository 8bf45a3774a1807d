export { workspacesOf } from "./queries.ts";
export { createWorkspace } from "./service.ts";
