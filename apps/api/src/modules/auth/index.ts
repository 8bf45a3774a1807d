export { openSession } from "./service.ts";
