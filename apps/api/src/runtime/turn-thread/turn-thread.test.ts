import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";
import { loadExtensions } from "../../modules/node-types/index.ts";
import { eventually } from "../../platform/testing/eventually.ts";
import { defaultSettings } from "../settings.ts";
import { drawing, end, start, startTalk, type Talk } from "../testing/talk.ts";
import { turnThread } from "./turn-thread.ts";

const program = new URL("../../turn-thread.ts", import.meta.url);
const thirdParty = fileURLToPath(new URL("../../../../../e2e/fixtures/third-party-node/index.js", import.meta.url));
const log = { level: "error", pretty: true } as const;

let talk: Talk | undefined;
afterEach(() => talk?.close());

test("turns are worked out in a thread of their own, with the node types installed here, and after a restart too", async () => {
  const extensions = await loadExtensions([thirdParty]);
  const codes = extensions.map(({ code }) => code);
  const broke = vi.fn();
  talk = await startTalk(
    {},
    () => ({ extensions }),
    (target) => turnThread(program, { target, extensions: codes, log }, broke),
  );
  const config = { prefix: "SOL", digits: 3, text: "Cupom {{cupom}}", saveIn: "", style: "plain" };
  await talk.publish(
    drawing(
      { start: start(), draw: { type: "acme-coupon", config }, end: end() },
      { "start:next": "draw", "draw:next": "end", "draw:window-shut": "end" },
    ),
  );
  const answers = () => talk?.provider.textsTo("5511900000001") ?? [];
  await talk.say("5511900000001", "oi");
  await eventually(() => expect(answers()).toEqual([expect.stringMatching(/^Cupom SOL\d{3}$/)]));
  await talk.restart();
  await talk.say("5511900000001", "oi");
  await eventually(() => expect(answers()).toHaveLength(2));
  expect(broke).not.toHaveBeenCalled();
});

test("a thread that never returns is ended all the same", async () => {
  const entry = new URL(`data:text/javascript,${encodeURIComponent("for (;;);")}`);
  const start = turnThread(entry, { target: "postgres://nowhere", extensions: [], log }, vi.fn());
  const worker = start({ ...defaultSettings, leaseMs: 50 }, { committed: () => {}, full: () => {} });
  await worker.stop();
  expect(await worker.look()).toBe(false);
});

test.each([
  ["fails", "throw new Error('no memory left')", "no memory left"],
  ["ends by itself", "process.exit(0)", "ended by itself"],
])("a thread that %s is told of, and keeps nobody waiting", async (_, code, message) => {
  const broke = vi.fn();
  const entry = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  const start = turnThread(entry, { target: "postgres://nowhere", extensions: [], log }, broke);
  const worker = start(defaultSettings, { committed: () => {}, full: () => {} });
  expect(await worker.look()).toBe(false);
  await eventually(() =>
    expect(broke).toHaveBeenCalledWith(expect.objectContaining({ message: expect.stringContaining(message) })),
  );
  await worker.stop();
});
