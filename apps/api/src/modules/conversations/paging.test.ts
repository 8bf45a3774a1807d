import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../platform/ids.ts";
import { createTestApp, type TestApp, type TestWorkspace } from "../../platform/testing/test-app.ts";

let t: TestApp;
let ws: TestWorkspace;
beforeAll(async () => {
  t = await createTestApp();
  ws = await t.workspace();
});
afterAll(() => t.close());

test("who waits longest comes first, however lately they wrote, and pages go on from there", async () => {
  const { sql } = t.database;
  const other = await t.workspace();
  const since = ["12:00:00", "12:00:00.000001", "12:30:00", null];
  const made = since.map((at, i) => ({ id: newId(), at, spoke: `1${3 + i}:00:00` }));
  for (const { id, at, spoke } of made) {
    const contact = newId();
    await sql`insert into contacts (workspace_id, id, name) values (${other.id}, ${contact}, 'Bia')`;
    await sql`insert into conversations (workspace_id, id, contact_id, connection_id, protocol, status, speaker, last_message_at, waiting_since)
      values (${other.id}, ${id}, ${contact}, ${newId()}, '20261128-000001', 'waiting', 'person',
        ${`2026-11-28 ${spoke}+00`}::text::timestamptz, ${at && `2026-11-28 ${at}+00`}::text::timestamptz)`;
  }
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const answer = await other.agent.request("GET", `./conversations?status=waiting&limit=1&cursor=${cursor}`);
    const page = (await answer.json()) as { items: { id: string }[]; nextCursor: string | null };
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(made.map(({ id }) => id));
});

test("pages lead from one to the next, down to the microsecond", async () => {
  const { sql } = t.database;
  const made = ["12:00:00.000002", "12:00:00.000001", "12:00:00", "11:59:59.5"].map((at) => ({ id: newId(), at }));
  for (const { id, at } of made) {
    const contact = newId();
    await sql`insert into contacts (workspace_id, id, name) values (${ws.id}, ${contact}, 'Bia')`;
    await sql`insert into conversations (workspace_id, id, contact_id, connection_id, protocol, status, speaker, last_message_at)
      values (${ws.id}, ${id}, ${contact}, ${newId()}, '20261128-000001', 'waiting', 'person', ${`2026-11-28 ${at}+00`}::text::timestamptz)`;
  }
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const answer = await ws.agent.request("GET", `./conversations?limit=1&cursor=${cursor}`);
    const page = (await answer.json()) as { items: { id: string }[]; nextCursor: string | null };
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(made.map(({ id }) => id));
});
