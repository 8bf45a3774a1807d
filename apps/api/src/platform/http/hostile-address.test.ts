import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../ids.ts";
import { createTestApp, send, type TestApp, type TestWorkspace } from "../testing/test-app.ts";
import { registeredRoutes } from "./openapi-document.ts";

let t: TestApp;
let ws: TestWorkspace;
beforeAll(async () => {
  t = await createTestApp();
  ws = await t.workspace();
});
afterAll(() => t.close());

const id = "01a1fdc5-8ebb-7e81-9f9f-bd4bcd652bc6";
const encoded = (value: string) => Buffer.from(value).toString("base64url");

/** Written as they stand in an address. */
const hostile = ["%00", `${id}%00`, "%ED%A0%80", "x".repeat(5000), "not-an-id", "2147483648", "9".repeat(20)];
const hostileCursors = [
  ...["2026-02-30 00:00:00+00", "2026-01-01 00:00:00+99", "1", "x", "2026-01-01 00:00:00+00\0"].flatMap((at) => [
    encoded(`${at}|${id}`),
    encoded(JSON.stringify({ at, id })),
  ]),
  encoded(`2026-01-01 00:00:00+00|${"-".repeat(36)}`),
  encoded(`2026-01-01 00:00:00+00|${id}\0`),
  encoded("null"),
];

async function statusOf(method: string, path: string): Promise<number> {
  const body = ["POST", "PUT", "PATCH"].includes(method) ? {} : undefined;
  const hangUp = new AbortController();
  const { token } = ws.admin;
  const response = await send(t.app, { method, path, body, token, signal: hangUp.signal });
  await response.body?.cancel();
  hangUp.abort();
  return response.status;
}

test("no value in an address breaks a route: ids, cursors and searches are refused or find nothing", async () => {
  const broken: string[] = [];
  for (const { method, path, query } of registeredRoutes(t.app)) {
    const filled = (part = "", value = "") =>
      path.replaceAll(/\{(.+?)\}/g, (_, name) => (name === part ? value : name === "workspace" ? ws.id : newId()));
    const parts = Array.from(path.matchAll(/\{(.+?)\}/g), ([, name]) => name as string);
    const addresses = [
      ...parts.flatMap((part) => hostile.map((value) => filled(part, value))),
      ...query.flatMap((name) => [...hostile, ...hostileCursors].map((value) => `${filled()}?${name}=${value}`)),
    ];
    const statuses = await Promise.all(addresses.map((address) => statusOf(method, address)));
    for (const [n, status] of statuses.entries())
      if (status >= 500) broken.push(`${status} ${method} ${addresses[n]?.slice(0, 200)}`);
  }
  expect(broken).toEqual([]);
}, 120_000);

test.each([
  ["conversations?cursor=not-ours", "/query/cursor"],
  [`conversations?cursor=${encoded(`2026-02-30 00:00:00+00|${id}`)}`, "/query/cursor"],
  [`conversations/${id}/messages?before=not-ours`, "/query/before"],
  ["contacts?cursor=not-ours", "/query/cursor"],
  ["flows?cursor=not-ours", "/query/cursor"],
  [`flows?cursor=${encoded(JSON.stringify({ at: "1", id }))}`, "/query/cursor"],
])("%s is refused, and the refusal points at the cursor", async (path, pointer) => {
  const response = await ws.admin.request("GET", `./${path}`);
  expect(await response.json()).toMatchObject({ status: 422, code: "invalid_input", errors: [{ pointer }] });
});
