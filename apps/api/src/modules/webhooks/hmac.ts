import { createHmac } from "node:crypto";
import type { HmacSha256 } from "@prosa/channels";

/** What providers sign with, as channels want it. */
export const hmac: HmacSha256 = (key, bytes) => createHmac("sha256", key).update(bytes).digest("hex");
