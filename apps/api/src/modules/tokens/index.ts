export { register } from "./routes.ts";
export { createToken } from "./service.ts";
