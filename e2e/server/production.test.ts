import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "./support/free-port.ts";
import { cleanUp, run, startServer, temporaryFolder } from "./support/server.ts";

const host = "prosa.example.com";
const origin = `https://${host}`;
let port: number;
let printed: string;

beforeAll(async () => {
  port = await freePort();
  const variables = { PORT: String(port), PROSA_PUBLIC_URL: origin, PROSA_SETUP_CODE: "abre-te-sesamo" };
  printed = await startServer({ PROSA_DATA_DIR: temporaryFolder(), ...variables }).ready;
});
afterAll(cleanUp);

interface Call {
  method?: string;
  host?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A request as a proxy on this machine passes it on: to loopback, under the name that the browser used. */
const ask = (path: string, call: Call = {}) =>
  new Promise<{ status: number; headers: Record<string, string | string[] | undefined>; text: string }>(
    (done, failed) => {
      const headers = { host: call.host ?? host, "content-type": "application/json", ...call.headers };
      const sent = request({ port, host: "127.0.0.1", path, method: call.method ?? "GET", headers }, (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString()));
        response.on("end", () => done({ status: response.statusCode ?? 0, headers: response.headers, text }));
      });
      sent.on("error", failed);
      sent.end(call.body === undefined ? undefined : JSON.stringify(call.body));
    },
  );

test("it answers under its public name only; whoever watches it on the machine may ask how it is", async () => {
  for (const path of ["/", "/api/v1/setup", "/api/openapi.json", "/api/webhooks/whatsapp/x"])
    for (const other of ["127.0.0.1", "evil.example", `${host}.evil.example`])
      expect([path, other, (await ask(path, { host: other })).status]).toEqual([path, other, 421]);
  expect(printed).toBe(origin);
  expect((await ask("/api/v1/setup")).status).toBe(200);
  for (const path of ["/api/health", "/api/ready"]) {
    expect((await ask(path, { host: `127.0.0.1:${port}` })).status).toBe(200);
    expect((await ask(path, { host: "evil.example" })).status).toBe(421);
  }
});

test("the set-up asks for the code, even over loopback, and gives a cookie that only this host's pages carry", async () => {
  const body = {
    name: "Ana",
    email: "ana@example.com",
    password: "a long enough sentence",
    locale: "en",
    timeZone: "UTC",
    example: false,
  };
  const setUp = (more: object, headers = {}) =>
    ask("/api/v1/setup", { method: "POST", body: { ...body, ...more }, headers });
  expect(JSON.parse((await ask("/api/v1/setup")).text)).toEqual({ needed: true, codeRequired: true });
  for (const code of [undefined, "wrong-code"]) expect((await setUp({ code })).status).toBe(403);
  const foreign = await setUp({ code: "abre-te-sesamo" }, { origin: "https://evil.example" });
  expect(foreign.status).toBe(403);
  const done = await setUp({ code: "abre-te-sesamo" }, { origin });
  expect(done.status).toBe(201);
  const [cookie = ""] = done.headers["set-cookie"] ?? [];
  expect(cookie).toMatch(/^__Host-prosa_session=/);
  for (const part of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"]) expect(cookie).toContain(part);

  const signedIn = { cookie: cookie.split(";")[0] ?? "" };
  expect((await ask("/api/v1/me", { headers: signedIn })).status).toBe(200);
  const renamed = (headers: Record<string, string>) =>
    ask("/api/v1/me", { method: "PATCH", body: { name: "Eva" }, headers: { ...signedIn, ...headers } });
  expect((await renamed({ origin: "https://evil.example" })).status).toBe(403);
  expect((await renamed({})).status).toBe(403);
  expect((await renamed({ origin })).status).toBe(200);
  const { token, workspace } = JSON.parse(done.text) as { token: string; workspace: { id: string } };
  const bearer = { authorization: `Bearer ${token}` };

  // No pretended WhatsApp in production.
  const ws = `/api/v1/workspaces/${workspace.id}`;
  expect((await ask(`${ws}/connections`, { headers: bearer })).status).toBe(200);
  expect((await ask(`${ws}/connections/standin`, { method: "POST", body: {}, headers: bearer })).status).toBe(404);
  expect((await ask(`${ws}/standin/numbers`, { headers: bearer })).status).toBe(404);
  const graph = await ask("/standin/graph/v23.0/1/messages", { method: "POST", body: {}, headers: bearer });
  expect(graph.status).toBe(404);
});

test("pages and data carry the headers that keep browsers safe", async () => {
  const page = await ask("/");
  expect(page.status).toBe(200);
  expect(page.headers["content-type"]).toMatch(/^text\/html/);
  const policy = String(page.headers["content-security-policy"]);
  for (const part of ["default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"])
    expect(policy).toContain(part);
  expect(/script-src ([^;]*)/.exec(policy)?.[1]).not.toMatch(/unsafe|\*|https?:/);
  const data = await ask("/api/v1/setup");
  expect(data.headers["content-security-policy"]).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(data.headers["cache-control"]).toBe("no-store");
  const docs = await ask("/api/docs");
  expect(docs.status).toBe(200);
  for (const { headers } of [page, data, docs])
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "strict-transport-security": "max-age=31536000",
      "cross-origin-opener-policy": "same-origin",
      "referrer-policy": "same-origin",
    });
  // What the page may load is there.
  for (const [, path = ""] of page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g))
    expect([path, (await ask(path)).status]).toEqual([path, 200]);
});

test.each<[string, Record<string, string>, RegExp]>([
  ["a port that is taken", {}, /^Port \d+ is taken by another program: stop it, or choose another port with PORT\.$/m],
  ["a setting that is wrong", { PROSA_STANDIN: "yes" }, /^PROSA_STANDIN must be 0 or 1\.$/m],
  ["a setting that is misspelt", { PROSA_PUBLIC_ULR: origin }, /did you mean PROSA_PUBLIC_URL\?$/m],
])("%s is said in one plain sentence", async (_what, variables, sentence) => {
  const refused = run("main", { PROSA_DATA_DIR: temporaryFolder(), PORT: String(port), ...variables });
  expect(await refused.exited).toBe(1);
  expect(refused.output()).toMatch(sentence);
  expect(refused.output()).not.toContain("    at ");
});
