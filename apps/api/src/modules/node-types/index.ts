export { loadExtensions } from "./extension.ts";
export { registryOf } from "./registry.ts";
export { register } from "./routes.ts";
