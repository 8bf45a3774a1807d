export { register } from "./routes.ts";
export { openSession } from "./service.ts";
