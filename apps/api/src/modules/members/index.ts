export { listMembers, type MemberRow } from "./queries.ts";
export { register } from "./routes.ts";
