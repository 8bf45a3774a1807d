import { defineConfig } from "vitest/config";

/** Journeys against the built server as a process of its own. Each file starts its servers; two files at a time. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    globalSetup: ["support/server-is-built.ts"],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
