export { findWorkspace, type WorkspaceRow, workspacesOf } from "./queries.ts";
export { register } from "./routes.ts";
export { createWorkspace } from "./service.ts";
