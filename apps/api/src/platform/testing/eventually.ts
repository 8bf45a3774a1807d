import { vi } from "vitest";

/** Waits until a check passes, for as long as a busy machine may take, 10 s. Fails with the check's last failure. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 10_000, interval: 20 });
