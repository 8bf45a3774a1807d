import { afterEach, beforeEach, expect, test } from "vitest";
import { inTransaction } from "../db/scope.ts";
import { tidy } from "../housekeeping.ts";
import { eventually } from "../testing/eventually.ts";
import { createTestApp, signIn, type TestApp, type TestWorkspace } from "../testing/test-app.ts";
import type { FeedEvent } from "./feed.ts";
import { recordChanges } from "./queries.ts";

let t: TestApp;
let ws: TestWorkspace;
let now = new Date();
beforeEach(async () => {
  now = new Date();
  t = await createTestApp(() => ({ now: () => now }));
  ws = await t.workspace();
});
afterEach(() => t.close());

// A change is handed out when no older transaction runs any more, in no database of the server: tests beside this one have theirs.
const change = (key: string, where = ws) => recordChanges(where.scope, [{ topic: "things", key }]);
async function follow(cursor?: string) {
  const events: FeedEvent[] = [];
  const end = await t.deps.feed.follow(ws.id, cursor, (event) => events.push(event));
  return {
    events,
    end,
    keys: () => events.flatMap((e) => e.changes.map((c) => c.key)),
    cursor: () => events.at(-1)?.cursor,
  };
}

test("hands out what changes in the workspace and nothing of another", async () => {
  const other = await t.workspace("Other");
  const mine = await follow();
  await change("a");
  await change("x", other);
  t.deps.signals.emit("changes");
  await eventually(() => expect(mine.keys()).toEqual(["a"]));
});

test("comes by itself when a signal was lost", async () => {
  const mine = await follow();
  await change("a");
  await eventually(() => expect(mine.keys()).toEqual(["a"]));
});

test("goes on from a cursor without a gap", async () => {
  const before = await follow();
  before.end();
  await change("missed");
  const after = await follow(before.cursor());
  await eventually(() => expect(after.keys()).toEqual(["missed"]));
  expect(after.events[0]?.reset).toBe(false);
});

test("a change whose transaction began first and ended last is not lost", async () => {
  const mine = await follow();
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  const slow = inTransaction(ws.scope, async (tx) => {
    await recordChanges(tx, [{ topic: "things", key: "slow" }]);
    await held;
  });
  await eventually(async () =>
    expect((await t.deps.sql`select 1 from pg_locks where locktype = 'transactionid'`).length).toBeGreaterThan(0),
  );
  await change("fast");
  t.deps.signals.emit("changes");
  const late = await follow();
  const cursor = late.cursor();
  release();
  await slow;
  await eventually(() => expect(mine.keys().sort()).toEqual(["fast", "slow"]));
  // Also for a browser that had its cursor from in between.
  const again = await follow(cursor);
  await eventually(() => expect(again.keys().sort()).toEqual(["fast", "slow"]));
});

test("what was rolled back is never heard of", async () => {
  const mine = await follow();
  await inTransaction(ws.scope, async (tx) => {
    await recordChanges(tx, [{ topic: "things", key: "undone" }]);
    throw new Error("undo");
  }).catch(() => {});
  await change("done");
  t.deps.signals.emit("changes");
  await eventually(() => expect(mine.keys()).toEqual(["done"]));
});

test.each(["nonsense", "0.1", "other-epoch.5"])("the cursor %s means: look at everything again", async (cursor) => {
  expect((await follow(cursor)).events[0]).toMatchObject({ reset: true, changes: [] });
});

test("a cursor from before what has been pruned means the same", async () => {
  const old = await follow();
  await change("a");
  now = new Date(now.getTime() + 48 * 3600_000);
  await tidy(t.deps);
  expect((await follow(old.cursor())).events[0]).toMatchObject({ reset: true });
  await eventually(async () => {
    const fresh = await follow();
    expect((await follow(fresh.cursor())).events[0]).toMatchObject({ reset: false });
  });
});

/** Reads a stream bit by bit: what has come so far, once there is enough of it or it has ended. */
function streamReader(response: Response) {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = "";
  return async (enough: (text: string) => boolean): Promise<string> => {
    while (!enough(text)) {
      const { value, done } = await reader.read();
      if (done) return text;
      text += new TextDecoder().decode(value);
    }
    return text;
  };
}

const openStream = async (headers: Record<string, string> = {}) =>
  streamReader(
    await t.app.request(`/api/v1/workspaces/${ws.slug}/events`, {
      headers: { cookie: await signIn(t, ws.agent), ...headers },
    }),
  );

test("a browser hears of changes as server-sent events, and goes on where it was", async () => {
  const read = await openStream();
  const ready = await read((text) => text.includes("id: "));
  expect(ready).toMatch(/^event: ready\ndata: \{\}\nid: [0-9a-f-]{36}\.\d+\n\n$/);
  expect((await ws.admin.request("POST", "./queues", { name: "Vendas", color: "#112233" })).status).toBe(201);
  const text = await read((part) => part.split("id: ").length > 2);
  expect(text).toMatch(/event: changes\ndata: \[\{"topic":"queues","key":"[0-9a-f-]{36}"\}\]\nid: /);
  expect(text).not.toContain("Vendas");
  const again = await openStream({ "last-event-id": /id: (\S+)/.exec(ready)?.[1] ?? "" });
  expect(await again((part) => part.includes("changes"))).toContain('"topic":"queues"');
});

test("streams end when the server stops", async () => {
  const read = await openStream();
  await read((text) => text.includes("ready"));
  t.deps.feed.close();
  expect(await read(() => false)).toContain("ready");
});
