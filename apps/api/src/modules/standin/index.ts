export { writeOrigin } from "./queries.ts";
export { closeStandin, register } from "./routes.ts";
export { standinAccess } from "./standin-host.ts";
