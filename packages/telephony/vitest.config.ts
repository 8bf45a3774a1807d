import { defineConfig } from "vitest/config";

// The tests against other programs have a configuration of their own, in test/peers.
export default defineConfig({ test: { include: ["src/**/*.test.ts"] } });
