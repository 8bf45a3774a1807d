export { holdQueue, listQueues, type QueueRow } from "./queries.ts";
export { register } from "./routes.ts";
export { createDefaultQueue } from "./service.ts";
