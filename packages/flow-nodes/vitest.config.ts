import { execFileSync } from "node:child_process";
import { launchOptions } from "@prosa/chromium";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

const script = `${import.meta.dirname}/scripts/print-case-bytes.ts`;

export default defineConfig({
  test: {
    projects: [
      // A third party's module has no packages of its own: these come from us, as the server does it.
      {
        resolve: { dedupe: ["@prosa/flow-schema", "zod"] },
        // Node is started several times over, which takes its time on a busy machine.
        test: {
          name: "node",
          testTimeout: 60_000,
          include: ["src/**/*.test.ts"],
          exclude: ["src/**/*.browser.test.ts"],
        },
      },
      {
        test: {
          name: "browser",
          testTimeout: 60_000,
          include: ["src/**/*.browser.test.ts"],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions }),
            instances: [{ browser: "chromium" }],
            commands: {
              caseBytesInNode: () => execFileSync(process.execPath, [script], { encoding: "utf8", maxBuffer: 2 ** 26 }),
            },
          },
        },
      },
    ],
  },
});
