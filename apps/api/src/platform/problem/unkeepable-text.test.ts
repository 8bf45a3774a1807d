import { afterAll, beforeAll, expect, test } from "vitest";
import { drawing, end, start, text } from "../../runtime/testing/talk.ts";
import { newId } from "../ids.ts";
import { createTestApp, type TestApp, type TestWorkspace } from "../testing/test-app.ts";

let t: TestApp;
let ws: TestWorkspace;
let flow: string;
let contact: string;
beforeAll(async () => {
  t = await createTestApp();
  ws = await t.workspace();
  flow = ((await (await ws.admin.request("POST", "./flows", { name: "f" })).json()) as { id: string }).id;
  contact = newId();
  await t.database.sql`insert into contacts (id, workspace_id, name) values (${contact}, ${ws.id}, 'Bia')`;
});
afterAll(() => t.close());

/** Requests that keep a text, or in some cases find that something else is wrong with it first. */
function keeping(trouble: string): [string, string, unknown][] {
  const withTrouble = drawing({ start: start(), hello: text(trouble), end: end() }, {});
  return [
    ["POST", "./queues", { name: trouble, color: "#0e8a6d" }],
    ["PUT", "./secrets/KEY", { value: trouble }],
    ["POST", "./connections/standin", { name: trouble }],
    ["POST", "./members", { name: trouble, email: `${newId()}@example.com`, role: "agent" }],
    ["PATCH", `/api/v1/workspaces/${ws.id}`, { name: trouble }],
    ["POST", "/api/v1/auth/sign-in", { email: "nova@example.com", password: trouble }],
    ["PATCH", `./contacts/${contact}`, { name: trouble }],
    ["PATCH", `./contacts/${contact}`, { tags: [trouble] }],
    ["PATCH", `./contacts/${contact}`, { fields: { [trouble]: 1 } }],
    ["PATCH", `./contacts/${contact}`, { fields: { name: trouble } }],
    ["POST", "./flows", { name: trouble }],
    ["POST", "./flows", { name: "x", document: withTrouble }],
    ["PUT", `./flows/${flow}/draft`, { document: withTrouble }],
    [
      "PATCH",
      `./flows/${flow}/draft`,
      { baseRevision: 1, changes: [{ path: ["nodes", "start", "settings", "x"], value: trouble }] },
    ],
    ["POST", `./flows/${flow}/versions`, { note: trouble }],
    ["POST", `./flows/${flow}/validate`, { document: withTrouble }],
  ];
}

test.each(["\0", "\ud800", "\udc00"])("no text in a body breaks a route (%j)", async (character) => {
  for (const [method, path, body] of keeping(`a${character}b`)) {
    const response = await ws.admin.request(method, path, body);
    expect({ method, path, body, broken: response.status >= 500 }).toMatchObject({ broken: false });
  }
});

test.each([
  ["a search", "GET", "./conversations?search=%00", undefined],
  ["a name", "POST", "./queues", { name: "a\0b", color: "#0e8a6d" }],
  ["a flow's text with U+0000", "POST", "./flows", { name: "x", document: drawing({ hello: text("\0") }, {}) }],
  [
    "a flow's text with half a pair",
    "POST",
    "./flows",
    { name: "x", document: drawing({ hello: text("\ud800") }, {}) },
  ],
])("%s that cannot be kept is called the input's fault", async (_what, method, path, body) => {
  const response = await ws.admin.request(method, path, body);
  expect(await response.json()).toMatchObject({ status: 422, code: "invalid_input" });
});
