export { register } from "./routes.ts";
export { listSecretNames, resolveSecrets } from "./service.ts";
