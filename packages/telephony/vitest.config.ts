import { defineConfig } from "vitest/config";

// The tests against other programs have a configuration of their own, in test/peers.
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    // Waiting is for conditions; these limits only end what hangs, also on a machine that is busy with other things.
    testTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
