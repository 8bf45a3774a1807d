import { defineConfig } from "vitest/config";
import { installPeers } from "./install-peers.ts";

installPeers();

export default defineConfig({
  test: {
    root: new URL(".", import.meta.url).pathname,
    include: ["**/*.peers.ts"],
    testTimeout: 60_000,
    // Audio runs in real time here: on a machine that others keep busy a call may suffer without anybody's fault.
    retry: 2,
    hookTimeout: 30_000,
    fileParallelism: false,
  },
});
