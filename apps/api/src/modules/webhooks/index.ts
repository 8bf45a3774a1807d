export { answer, webhookListener } from "./listener.ts";
export { receive } from "./receive.ts";
export { register } from "./routes.ts";
