import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGuardedFetch } from "./guarded-fetch.ts";

let server: Server;
let base: string;
let seen: { method: string | undefined; url: string | undefined; headers: IncomingHttpHeaders; body: string }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      seen.push({ method: request.method, url: request.url, headers: request.headers, body });
      const to = new URL(request.url ?? "/", "http://x").searchParams.get("to");
      if (to) response.writeHead(Number(request.url?.slice(1, 4)), { location: to }).end();
      else if (request.url === "/loop") response.writeHead(302, { location: "/loop" }).end();
      else if (request.url === "/bomb")
        response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(5_000_000)));
      else if (request.url === "/silent") return;
      else response.writeHead(200, { "x-answer": "yes" }).end("fine");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const open = createGuardedFetch(["127.0.0.1/32"]);
const limits = { timeout: 5000, maxBytes: 1000 };

test("a private address is refused without being called", async () => {
  seen = [];
  await expect(createGuardedFetch([]).fetch({ url: base, ...limits })).rejects.toMatchObject({ fault: "refused" });
  await expect(
    createGuardedFetch([]).fetch({ url: base.replace("127.0.0.1", "localhost"), ...limits }),
  ).rejects.toMatchObject({
    fault: "refused",
  });
  await expect(
    createGuardedFetch([]).fetch({ url: base.replace("127.0.0.1", "0x7f.1"), ...limits }),
  ).rejects.toMatchObject({
    fault: "refused",
  });
  expect(seen).toEqual([]);
});

test("a listed private address answers", async () => {
  const answer = await open.fetch({
    url: `${base}/a`,
    method: "POST",
    body: "ação",
    headers: { "X-Key": "k" },
    ...limits,
  });
  expect({ ...answer, body: answer.body.toString() }).toMatchObject({
    status: 200,
    body: "fine",
    headers: { "x-answer": "yes" },
  });
  expect(seen.at(-1)).toMatchObject({ method: "POST", body: "ação", headers: { "x-key": "k", "content-length": "6" } });
});

test("a redirect to a private address that is not listed is refused", async () => {
  const target = encodeURIComponent("http://169.254.169.254/latest/meta-data/");
  await expect(open.fetch({ url: `${base}/302?to=${target}`, ...limits })).rejects.toMatchObject({ fault: "refused" });
});

test("a redirect to another scheme is refused", async () => {
  await expect(
    open.fetch({ url: `${base}/302?to=${encodeURIComponent("file:///etc/passwd")}`, ...limits }),
  ).rejects.toMatchObject({
    fault: "invalid",
  });
});

test("a redirect of a POST becomes a GET without body on 302, and stays a POST on 307", async () => {
  await open.fetch({
    url: `${base}/302?to=/b`,
    method: "POST",
    body: "x",
    headers: { "content-type": "text/plain" },
    ...limits,
  });
  expect(seen.at(-1)).toMatchObject({ method: "GET", url: "/b", body: "" });
  expect(seen.at(-1)?.headers["content-type"]).toBeUndefined();
  await open.fetch({ url: `${base}/307?to=/c`, method: "POST", body: "x", ...limits });
  expect(seen.at(-1)).toMatchObject({ method: "POST", url: "/c", body: "x" });
});

test("headers of the author are not sent to another origin", async () => {
  const other = base.replace("127.0.0.1", "localhost");
  const allowed = createGuardedFetch(["127.0.0.0/8", "::1/128"]);
  const headers = { authorization: "Bearer s", "x-api-key": "s", accept: "text/plain" };
  await allowed.fetch({ url: `${base}/302?to=${encodeURIComponent(`${other}/d`)}`, headers, ...limits });
  expect(seen.at(-1)?.headers).toMatchObject({ accept: "text/plain" });
  expect(seen.at(-1)?.headers).not.toHaveProperty("authorization");
  expect(seen.at(-1)?.headers).not.toHaveProperty("x-api-key");
});

test("redirects in a circle end", async () => {
  await expect(open.fetch({ url: `${base}/loop`, ...limits })).rejects.toMatchObject({ fault: "too_many_redirects" });
});

test("an answer that unpacks to more than the limit is cut off", async () => {
  await expect(open.fetch({ url: `${base}/bomb`, ...limits, maxBytes: 100_000 })).rejects.toMatchObject({
    fault: "too_large",
  });
});

test("a server that stays silent is given up on", async () => {
  await expect(open.fetch({ url: `${base}/silent`, ...limits, timeout: 100 })).rejects.toMatchObject({
    fault: "timeout",
  });
});

test.each([
  ["a line break in a header", { headers: { "x-a": "1\r\nhost: evil" } }],
  ["a header that frames the message", { headers: { "Transfer-Encoding": "chunked" } }],
  ["another host", { headers: { Host: "evil" } }],
  ["a method of its own", { method: "TRACE" }],
])("%s is refused", async (_what, extra) => {
  await expect(open.fetch({ url: base, ...limits, ...extra })).rejects.toMatchObject({ fault: "invalid" });
});

test.each(["ftp://example.com/", "javascript:alert(1)", "//example.com", "http://user:pass@example.com/"])(
  "%s is not an address that can be called",
  async (url) => {
    await expect(open.fetch({ url, ...limits })).rejects.toMatchObject({ fault: "invalid" });
  },
);
