import { createHmac } from "node:crypto";

/** Meta's signature of a webhook: over the raw bytes, with the application's secret. */
export const sign = (appSecret: string, body: Uint8Array): string =>
  `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`;
