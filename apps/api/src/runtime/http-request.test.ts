import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGuardedFetch } from "../platform/guarded-fetch/guarded-fetch.ts";
import { performHttp } from "./http-request.ts";

let server: Server;
let body = "";
beforeAll(async () => {
  server = createServer((_, response) => response.setHeader("content-type", "application/json").end(body));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => server.close());

const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

test.each([
  ["a document", '{"price": 42}', { price: 42 }],
  ["a document that is broken", '{"price": 4', '{"price": 4'],
  ["a document nested as deep as we take it", deep(100), JSON.parse(deep(100))],
  ["a document nested deeper than anybody can walk", deep(100_000), deep(100_000)],
])("%s reaches the flow as what it is, or as its text", async (_, text, expected) => {
  body = text;
  const outcome = await performHttp({
    request: {
      method: "GET",
      url: [`http://127.0.0.1:${(server.address() as AddressInfo).port}/`],
      headers: [],
      body: null,
      timeoutMs: 5000,
      retries: 0,
    },
    secrets: {},
    guarded: createGuardedFetch(["127.0.0.0/8"]),
    key: "k",
  });
  expect(outcome).toMatchObject({ ok: true, result: { status: 200, body: expected } });
});
