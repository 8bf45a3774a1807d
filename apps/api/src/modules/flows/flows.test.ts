import { emptyDocument } from "@prosa/flow-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApp, type TestApp, type TestUser, type TestWorkspace } from "../../platform/testing/test-app.ts";
import { drawing, end, start, text } from "../../runtime/testing/talk.ts";

let t: TestApp;
let ws: TestWorkspace;
beforeAll(async () => {
  t = await createTestApp();
  ws = await t.workspace();
});
afterAll(() => t.close());

type Body = Record<string, unknown> & { id: string; revision: number };
const call = async (user: TestUser, method: string, path: string, body?: unknown) => {
  const response = await user.request(method, path, body);
  return { status: response.status, body: (response.status === 204 ? {} : await response.json()) as Body };
};
const greeting = drawing(
  { start: start(), hello: text("Olá"), end: end() },
  { "start:next": "hello", "hello:next": "end" },
);
const make = async (name: string, document: unknown = greeting) =>
  (await call(ws.supervisor, "POST", "./flows", { name, document })).body.id;

test("a flow is imported, published and read back as the version it became", async () => {
  const id = await make("Saudação");
  expect((await call(ws.agent, "GET", `./flows/${id}`)).body).toMatchObject({
    name: "Saudação",
    published: null,
    nodeCount: 3,
  });
  const published = await call(ws.supervisor, "POST", `./flows/${id}/versions`, { note: "primeira" });
  expect(published).toMatchObject({ status: 201, body: { number: 1, note: "primeira", by: { name: "Zoë Müller" } } });
  const version = await call(ws.agent, "GET", `./flows/${id}/versions/1`);
  expect(version.body.document).toEqual(greeting);
  expect((await call(ws.agent, "GET", `./flows/${id}`)).body).toMatchObject({
    published: { number: 1 },
    hasUnpublishedChanges: false,
  });
});

test("a flow that cannot work is not published, and each problem is named", async () => {
  const id = await make("Quebrado", emptyDocument("chatbot", "pt-BR"));
  const refused = await call(ws.supervisor, "POST", `./flows/${id}/versions`, {});
  expect(refused).toMatchObject({ status: 422, body: { code: "flow_invalid" } });
  expect(refused.body.issues).toMatchObject([{ code: "exit-leads-nowhere", node: "start", severity: "error" }]);
});

test("a document that is none is refused with pointers", async () => {
  const refused = await call(ws.supervisor, "POST", "./flows", {
    name: "x",
    document: { ...greeting, nodes: { a: { type: 3 } } },
  });
  expect(refused.status).toBe(422);
  expect(refused.body.errors).toEqual(
    expect.arrayContaining([expect.objectContaining({ pointer: "/document/nodes/a/type" })]),
  );
});

test("changes that leave no document are refused with pointers", async () => {
  const path = `./flows/${await make("Sem ligação")}/draft`;
  const { revision } = (await call(ws.supervisor, "GET", path)).body;
  const changes = [{ path: ["edges", "hello:next"], value: null }, { path: ["nodes", "hello"] }];
  const refused = await call(ws.supervisor, "PATCH", path, { baseRevision: revision, changes });
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: "/changes/edges/hello:next" }] } });
});

test("changes to different keys go together; the same key by two people is a clash that both can see and settle", async () => {
  const id = await make("A dois");
  const path = `./flows/${id}/draft`;
  const { revision } = (await call(ws.supervisor, "GET", path)).body;
  const label = (value: string) => [{ path: ["nodes", "hello", "label"], value }];
  const mine = await call(ws.supervisor, "PATCH", path, { baseRevision: revision, changes: label("Oi") });
  expect(mine.body).toMatchObject({ revision: revision + 1, clashes: [], changes: [] });
  const moved = [{ path: ["nodes", "end", "at"], value: { x: 9, y: 9 } }];
  const theirs = await call(ws.admin, "PATCH", path, { baseRevision: revision, changes: [...moved, ...label("Olá!")] });
  expect(theirs.body).toMatchObject({
    clashes: [{ path: ["nodes", "hello", "label"], mine: "Olá!", theirs: "Oi" }],
    changes: [{ path: ["nodes", "hello", "label"], value: "Oi" }],
  });
  const again = await call(ws.admin, "PATCH", path, { baseRevision: revision, changes: [...moved, ...label("Olá!")] });
  expect(again.body.revision).toBe(theirs.body.revision);
  const draft = (await call(ws.agent, "GET", path)).body as Body & { clashes: { id: string }[] };
  expect(draft.clashes).toHaveLength(1);
  expect((await call(ws.supervisor, "DELETE", `${path}/clashes/${draft.clashes[0]?.id}`)).status).toBe(204);
  expect((await call(ws.agent, "GET", path)).body.clashes).toEqual([]);
});

test("an earlier version is put back into the draft", async () => {
  const id = await make("De volta");
  await call(ws.supervisor, "POST", `./flows/${id}/versions`, {});
  const changed = { ...greeting, nodes: { ...greeting.nodes, hello: { ...greeting.nodes.hello, label: "Outra" } } };
  await call(ws.supervisor, "PUT", `./flows/${id}/draft`, { document: changed });
  expect((await call(ws.agent, "GET", `./flows/${id}`)).body.hasUnpublishedChanges).toBe(true);
  await call(ws.supervisor, "POST", `./flows/${id}/versions/1/restore`);
  expect((await call(ws.agent, "GET", `./flows/${id}/draft`)).body.document).toEqual(greeting);
});

test("publishing at another revision than expected is refused", async () => {
  const id = await make("Revisão");
  expect((await call(ws.supervisor, "POST", `./flows/${id}/versions`, { revision: 7 })).status).toBe(409);
});

test("a flow is duplicated, archived, and deleted only while it was never published", async () => {
  const id = await make("Original");
  const copy = await call(ws.supervisor, "POST", `./flows/${id}/duplicate`, {});
  expect(copy.body).toMatchObject({ name: "Original (2)", nodeCount: 3 });
  expect((await call(ws.supervisor, "DELETE", `./flows/${copy.body.id}`)).status).toBe(204);
  await call(ws.supervisor, "POST", `./flows/${id}/versions`, {});
  expect(await call(ws.supervisor, "DELETE", `./flows/${id}`)).toMatchObject({
    status: 409,
    body: { code: "flow_published" },
  });
  await call(ws.supervisor, "PATCH", `./flows/${id}`, { archived: true });
  const listed = await call(ws.agent, "GET", "./flows?search=Original&archived=true");
  expect(listed.body.items).toMatchObject([{ id }]);
});

test("an archived flow is neither published nor changed until it is back, and still says what is new", async () => {
  const id = await make("Guardado");
  const { revision } = (await call(ws.agent, "GET", `./flows/${id}/draft`)).body;
  await call(ws.supervisor, "POST", `./flows/${id}/versions`, {});
  await call(ws.admin, "PATCH", `./flows/${id}`, { archived: true });
  const changes = [{ path: ["nodes", "hello", "label"], value: "Oi" }];
  const push = (list: unknown[]) =>
    call(ws.supervisor, "PATCH", `./flows/${id}/draft`, { baseRevision: revision, changes: list });
  const refused = { status: 409, body: { code: "flow_archived" } };
  expect(await call(ws.supervisor, "POST", `./flows/${id}/versions`, {})).toMatchObject(refused);
  expect(await push(changes)).toMatchObject(refused);
  const other = emptyDocument("chatbot", "pt-BR");
  expect(await call(ws.supervisor, "PUT", `./flows/${id}/draft`, { document: other })).toMatchObject(refused);
  expect(await push([])).toMatchObject({ status: 200, body: { revision } });
  expect((await call(ws.agent, "GET", `./flows/${id}`)).body).toMatchObject({ published: { number: 1 } });
  await call(ws.admin, "PATCH", `./flows/${id}`, { archived: false });
  expect(await push(changes)).toMatchObject({ status: 200, body: { revision: revision + 1 } });
});

test("a list comes in pages that neither repeat nor skip", async () => {
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = (await call(ws.agent, "GET", `./flows?limit=2&cursor=${cursor}`)).body as unknown as {
      items: { id: string }[];
      nextCursor: string | null;
    };
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(4);
});

test("another workspace's flow is not there, and an agent may look but not change", async () => {
  const id = await make("Só minha");
  const other = await t.workspace("Outra");
  expect((await call(other.admin, "GET", `./flows/${id}/draft`)).status).toBe(404);
  expect((await call(other.admin, "POST", `./flows/${id}/versions`, {})).status).toBe(404);
  expect((await call(ws.agent, "PATCH", `./flows/${id}`, { name: "x" })).status).toBe(403);
});
