import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { providerFetch } from "./provider-fetch.ts";

test("calls of any length reach the provider, and so do their answers", async () => {
  const server = createServer((request, response) => {
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
    });
    request.on("end", () => response.end(`${request.method} ${bytes}`));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const common = { headers: {}, redirect: "error" as const };
  for (const length of [1, 33, 4097]) {
    const answer = await providerFetch(url, { ...common, method: "POST", body: new Uint8Array(length) });
    expect(await answer.text()).toBe(`POST ${length}`);
  }
  const answer = await providerFetch(url, { ...common, method: "GET", answerBytes: 12_345 });
  expect(await answer.text()).toBe("GET 0");
  server.close();
});
