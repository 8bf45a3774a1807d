import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient } from "./support/client.ts";
import { cleanUp, startServer, temporaryFolder } from "./support/server.ts";
import { setUp } from "./support/set-up.ts";
import { until } from "./support/until.ts";

/** How long a first start takes here and now, in milliseconds. */
let firstStart: number;
beforeAll(async () => {
  const begun = performance.now();
  const server = startServer({ PROSA_DATA_DIR: temporaryFolder() });
  await server.ready;
  firstStart = performance.now() - begun;
  await server.kill("SIGKILL");
});
afterAll(cleanUp);

/** Starts on a folder that saw a kill, uses what comes up, and says what was there before and after. */
async function comesUp(dataDir: string) {
  const server = startServer({ PROSA_DATA_DIR: dataDir });
  const url = await server.ready;
  const before = await createClient(url).get("/api/v1/setup");
  const { ws } = await setUp(url, { example: true });
  const { items } = await ws.get<{ items: { published: unknown }[] }>("/flows");
  await server.kill("SIGTERM");
  return { before, published: items.filter(({ published }) => published !== null).length };
}

const asNew = { before: { needed: true, codeRequired: false }, published: 1 };

test.each([0.1, 0.3, 0.5, 0.7, 0.9])(
  "killed with -9 at a random moment around %d of the first start, the next one comes up",
  async (part) => {
    const dataDir = temporaryFolder();
    const server = startServer({ PROSA_DATA_DIR: dataDir });
    await pause(firstStart * (part + (Math.random() - 0.5) * 0.2));
    await server.kill("SIGKILL");
    expect(await comesUp(dataDir)).toEqual(asNew);
  },
);

test("killed with -9 again and again while the database is migrated, it comes up in the end", async () => {
  const dataDir = temporaryFolder();
  for (const after of [0, 20, 60]) {
    const server = startServer({ PROSA_DATA_DIR: dataDir });
    // The key is made just before the migrations; from the second start on, the lock tells that one is under way.
    await Promise.race([
      until(() => expect(existsSync(join(dataDir, "secret.key"))).toBe(true), { interval: 2 }),
      server.ready,
    ]);
    await pause(after + Math.random() * 20);
    await server.kill("SIGKILL");
  }
  expect(await comesUp(dataDir)).toEqual(asNew);
});
