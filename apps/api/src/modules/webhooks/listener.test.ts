import { afterAll, beforeAll, expect, test } from "vitest";
import { type Listening, listen } from "../../platform/http/listen.ts";
import { createTestApp, type TestApp } from "../../platform/testing/test-app.ts";
import { webhookListener } from "./index.ts";

let t: TestApp;
let server: Listening;
beforeAll(async () => {
  t = await createTestApp();
  server = await listen(t.app, { host: "127.0.0.1", port: 0 }, webhookListener(t.deps));
});
afterAll(async () => {
  await server.stop(1000);
  await t.close();
});

const path = "/api/webhooks/whatsapp/01a1fdc5-8ebb-7e81-9f9f-bd4bcd652bc6";
const call = (init: RequestInit, at = path) => fetch(server.url + at, init);

test("a call for a connection that is not there is refused with a problem document", async () => {
  const response = await call({ method: "POST", body: "{}" }, `${path}?from=meta`);
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ status: 404, code: "not_found" });
});

test("a body above what providers send is refused, and the next call is heard", async () => {
  const response = await call({ method: "POST", body: "x".repeat(4 * 1024 * 1024) });
  expect(await response.json()).toMatchObject({ status: 413, code: "body_too_large" });
  expect((await call({ method: "POST", body: "{}" })).status).toBe(404);
});

test("all else goes to the app", async () => {
  expect((await call({ method: "GET" }, `${path}?hub.mode=subscribe`)).status).toBe(403);
  expect((await call({ method: "POST", body: "{}" }, "/api/webhooks/whatsapp")).status).toBe(404);
  expect(await (await call({ method: "GET" }, "/api/health")).json()).toMatchObject({ ok: true });
});
