import { defineConfig } from "vitest/config";

// Properties and walks try hundreds of cases: on a busy machine they take longer than vitest's five seconds.
export default defineConfig({ test: { testTimeout: 60_000 } });
