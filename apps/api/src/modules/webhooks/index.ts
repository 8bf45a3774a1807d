export { receive } from "./receive.ts";
export { register } from "./routes.ts";
