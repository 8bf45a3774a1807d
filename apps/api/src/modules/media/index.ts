export { findMediaFile, findUpload, saveUpload } from "./queries.ts";
export { register } from "./routes.ts";
export { type KeptFile, keepFile } from "./service.ts";
