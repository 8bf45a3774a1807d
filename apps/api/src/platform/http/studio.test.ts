import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { OpenAPIHono } from "@hono/zod-openapi";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problemResponse } from "../problem/problem-response.ts";
import type { Api, ApiEnv } from "./api-env.ts";
import { serveStudio } from "./studio.ts";

let folder: string;
let api: Api;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "prosa-studio-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(
    join(folder, "index.html"),
    "<!doctype html><script>document.documentElement.dataset.theme = 1;</script><script src=/assets/a-1.js></script>",
  );
  writeFileSync(join(folder, "assets/a-1.js"), "console.log(1)");
  writeFileSync(join(folder, "assets/a-1.js.br"), brotliCompressSync("console.log(1)"));
  writeFileSync(join(folder, "favicon.svg"), "<svg/>");
  writeFileSync(join(folder, "notes.map"), "{}");
  api = new OpenAPIHono<ApiEnv>();
  api.onError((error, c) => problemResponse(error, c));
  serveStudio(api, folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = (path: string, headers: Record<string, string> = {}) => api.request(path, { headers });

test.each(["/", "/login", "/setup", "/w/padaria/flows/1", "/standin", "/standin/handset"])(
  "%s opens the studio",
  async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-cache");
    expect(response.headers.get("content-security-policy")).toMatch(/script-src 'self' 'sha256-[^']+';/);
    const etag = response.headers.get("etag") ?? "";
    expect((await get(path, { "if-none-match": etag })).status).toBe(304);
  },
);

test("an address the studio does not have opens it too, and says that it is not found", async () => {
  expect((await get("/nowhere")).status).toBe(404);
  expect((await get("/loginx")).status).toBe(404);
});

test("a file with a hash in its name is kept for ever, compressed as it was built", async () => {
  const response = await get("/assets/a-1.js", { "accept-encoding": "gzip, br" });
  expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(response.headers.get("content-encoding")).toBe("br");
  expect(brotliDecompressSync(Buffer.from(await response.arrayBuffer())).toString()).toBe("console.log(1)");
  const plain = await get("/assets/a-1.js");
  expect([plain.headers.get("content-encoding"), await plain.text()]).toEqual([null, "console.log(1)"]);
  const without = await get("/assets/a-1.js", { "accept-encoding": "br;q=0, gzip;q=0" });
  expect(without.headers.get("content-encoding")).toBeNull();
});

test.each([
  "/assets/gone.js",
  "/assets/",
  "/robots.txt",
  "/notes.map",
  "/assets/..%2f..%2fpackage.json",
  "/assets/a-1.js.br",
])("%s is a problem document, not a page", async (path) => {
  const response = await get(path);
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
});

test("a script may load other scripts of ours, as a worker does with node types", async () => {
  const policy = (await get("/assets/a-1.js")).headers.get("content-security-policy");
  expect(policy).toBe("default-src 'none'; script-src 'self'; frame-ancestors 'none'");
});

test("other files of the studio are served and asked for again", async () => {
  const response = await get("/favicon.svg");
  expect([response.status, response.headers.get("content-type"), response.headers.get("cache-control")]).toEqual([
    200,
    "image/svg+xml",
    "no-cache",
  ]);
});
