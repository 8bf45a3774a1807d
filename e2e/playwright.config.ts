import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { launchOptions } from "@prosa/chromium";

const port = Number(process.env.E2E_PORT ?? 4840);

/** The built server with a data folder of its own: the first run is part of the tests, and the rest goes on from there. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  reporter: "line",
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions,
    locale: "pt-BR",
    timezoneId: "America/Sao_Paulo",
    trace: "retain-on-failure",
    viewport: { width: 1440, height: 900 },
  },
  projects: [
    { name: "first-run", testMatch: "first-run.spec.ts" },
    {
      name: "journeys",
      testIgnore: "first-run.spec.ts",
      dependencies: ["first-run"],
      use: { storageState: "test-results/.admin.json" },
    },
  ],
  webServer: {
    command: `"${process.execPath}" serve-anew.ts`,
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    url: `http://127.0.0.1:${port}/api/ready`,
    env: {
      PORT: String(port),
      PROSA_LOG_LEVEL: "warn",
      // A database of the machine is for the database suites; here everything starts empty.
      DATABASE_URL: "",
      PROSA_PUBLIC_URL: "",
      PROSA_NODES: fileURLToPath(new URL("fixtures/third-party-node", import.meta.url)),
    },
    reuseExistingServer: false,
    timeout: 120_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
  },
});
