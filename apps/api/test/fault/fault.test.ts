import { expect, test, vi } from "vitest";
import { createTestDatabase } from "../../src/platform/testing/test-database.ts";
import { browsersAgree, check } from "./checks.ts";
import { runFaults } from "./run.ts";

test("nothing is lost, doubled or out of order while servers die and the provider makes trouble", {
  timeout: 240_000,
}, async () => {
  const database = await createTestDatabase();
  const result = await runFaults({
    databaseUrl: database.url,
    ports: [4801, 4802],
    contacts: 60,
    messagesEach: 6,
    forMs: 14e3,
    killEveryMs: 3e3,
    seed: 20261121,
  });
  try {
    const { faults, figures } = await check(result);
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    expect(faults).toEqual([]);
    expect(figures).toMatchObject({ inbound: 360, outbound: 720, turns: 360 });
    expect(figures.kills).toBeGreaterThan(0);
    await vi.waitFor(async () => expect(await browsersAgree(result)).toBe(true), { timeout: 15_000, interval: 300 });
  } finally {
    await result.close();
    await database.close();
  }
});
