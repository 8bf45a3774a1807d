import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApp, send, type TestApp, type TestWorkspace } from "../testing/test-app.ts";

let t: TestApp;
let ws: TestWorkspace;
beforeAll(async () => {
  t = await createTestApp();
  ws = await t.workspace();
});
afterAll(() => t.close());

const get = (path: string, headers?: Record<string, string>) =>
  send(t.app, { method: "GET", path, ...(headers && { headers }) });

test("an unknown address of the API is a problem document", async () => {
  const response = await get("/api/v1/nothing");
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ type: "about:blank", status: 404, code: "not_found" });
});

test.each([
  ["JSON that is cut off", '{"name":', "application/json", 400, "malformed_json"],
  ["a body that is no JSON", "name=x", "application/x-www-form-urlencoded", 415, "unsupported_media_type"],
  [
    "a body above the limit",
    JSON.stringify({ name: "x".repeat(5_000_000) }),
    "application/json",
    413,
    "body_too_large",
  ],
  ["a list where an object is due", "[]", "application/json", 422, "invalid_input"],
])("%s is refused in kind", async (_what, body, contentType, status, code) => {
  const path = `/api/v1/workspaces/${ws.id}/queues`;
  const response = await send(t.app, {
    method: "POST",
    path,
    body,
    token: ws.admin.token,
    headers: { "content-type": contentType },
  });
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ status, code });
});

test("an error nobody foresaw says nothing about its cause", async () => {
  const broken = await createTestApp(() => ({
    db: {
      select: () => {
        throw new Error("secret detail");
      },
    } as never,
  }));
  const response = await send(broken.app, { method: "GET", path: "/api/v1/setup" });
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("secret detail");
  await broken.close();
});

test.each(["53100", "ENOSPC"])("a full disk (%s) is said to be one", async (code) => {
  const full = await createTestApp(() => ({
    db: {
      select: () => {
        throw new Error("Failed query", { cause: Object.assign(new Error("could not extend file"), { code }) });
      },
    } as never,
  }));
  const response = await send(full.app, { method: "GET", path: "/api/v1/setup" });
  expect(await response.json()).toMatchObject({ status: 507, code: "storage_full" });
  await full.close();
});

test("every answer carries the headers that keep browsers from mischief", async () => {
  const { headers } = await get("/api/v1/setup");
  expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("referrer-policy")).toBe("same-origin");
  expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("strict-transport-security")).toBeNull();
  expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("in production another host name is refused, whatever the page", async () => {
  const production = await createTestApp((deps) => ({ env: { ...deps.env, publicUrl: "https://prosa.example.com" } }));
  const ask = (path: string) => send(production.app, { method: "GET", path });
  expect((await ask("https://prosa.example.com/api/v1/setup")).status).toBe(200);
  expect((await ask("https://prosa.example.com/api/v1/setup")).headers.get("strict-transport-security")).toBe(
    "max-age=31536000",
  );
  for (const path of ["/api/v1/setup", "/", "/api/health"])
    expect(await (await ask(`https://evil.example${path}`)).json()).toMatchObject({ status: 421, code: "wrong_host" });
  await production.close();
});

test("health and readiness answer anyone", async () => {
  expect(await (await get("/api/health")).json()).toEqual({ ok: true });
  expect(await (await get("/api/ready")).json()).toEqual({ ok: true });
});

test("a server whose database is gone is alive and not ready", async () => {
  const lonely = await createTestApp();
  await lonely.database.close();
  expect((await send(lonely.app, { method: "GET", path: "/api/health" })).status).toBe(200);
  expect(await (await send(lonely.app, { method: "GET", path: "/api/ready" })).json()).toMatchObject({
    status: 503,
    code: "not_ready",
  });
  await lonely.close();
});

test("a worker answers for its health and nothing else", async () => {
  const worker = await createTestApp((deps) => ({ env: { ...deps.env, role: "worker" } }));
  expect((await send(worker.app, { method: "GET", path: "/api/health" })).status).toBe(200);
  expect((await send(worker.app, { method: "GET", path: "/api/v1/setup" })).status).toBe(404);
  expect((await send(worker.app, { method: "GET", path: "/" })).status).toBe(404);
  await worker.close();
});

test("the document describes every operation, and its page shows each under a policy without scripts", async () => {
  const document = (await (await get("/api/openapi.json")).json()) as {
    openapi: string;
    paths: Record<string, Record<string, { operationId?: string; summary?: string; tags?: string[] }>>;
  };
  expect(document.openapi).toBe("3.1.0");
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  for (const { operationId, summary, tags } of operations)
    expect([operationId, summary, tags?.[0]]).not.toContain(undefined);
  expect(new Set(operations.map((o) => o.operationId)).size).toBe(operations.length);
  const page = await get("/api/docs");
  expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
  const html = await page.text();
  expect(html).not.toContain("<script");
  for (const { operationId } of operations) expect(html).toContain(`id="${operationId}"`);
});
