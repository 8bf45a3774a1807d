import type { RuntimeSettings } from "../../src/runtime/index.ts";

/** Times of the servers under test: short, so that what would take minutes happens within seconds. */
export const settings: Partial<RuntimeSettings> = {
  leaseMs: 4_000,
  pollMs: 100,
  unknownAfterMs: 6_000,
  retryMs: 50,
  attempts: 20,
};
