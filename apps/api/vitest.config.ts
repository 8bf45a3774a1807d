import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    globalSetup: ["src/platform/testing/database-server.ts"],
    // A database is made from a template for each file; the first query of a cold machine may take a while.
    hookTimeout: 60_000,
    // Most of the time is spent waiting for the database and for servers to start; no file leaves anything to the next.
    maxWorkers: 2,
    isolate: false,
    testTimeout: 30_000,
  },
});
