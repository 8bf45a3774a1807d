import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL(".", import.meta.url).pathname,
    include: ["**/*.peers.ts"],
    testTimeout: 60_000,
    hookTimeout: 30_000,
    fileParallelism: false,
    // Calls run in real time: a virtual machine that is stopped for a moment spoils one. Twice in a row is no accident.
    retry: 1,
  },
});
