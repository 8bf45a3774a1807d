import { vi } from "vitest";

/** Waits until a check passes. Patient, because the machine may be busy; what fails shows the last try's error. */
export const until = <T>(check: () => T | Promise<T>, { timeout = 30_000, interval = 25 } = {}): Promise<T> =>
  vi.waitFor(check, { timeout, interval });
