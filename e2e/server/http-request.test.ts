import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Company, customer, startCompany } from "./support/company.ts";
import { document, ends, start } from "./support/document.ts";
import { publish } from "./support/talk.ts";

/** A system of the company's own, on a private address. */
let system: Server;
let address: string;
const calls: { path: string; key: string | undefined }[] = [];

beforeAll(async () => {
  system = createServer((request, response) => {
    calls.push({ path: request.url ?? "", key: request.headers["x-key"] as string | undefined });
    if (request.url === "/moved") return response.writeHead(302, { location: "http://169.254.169.254/" }).end();
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ items: [{ price: 1234.5 }] }));
  });
  await new Promise<void>((done) => system.listen(0, "127.0.0.1", done));
  address = `http://127.0.0.1:${(system.address() as AddressInfo).port}`;
});
afterAll(() => system.close());

const asking = (path: string) => {
  const config = {
    method: "GET",
    url: `${address}${path}`,
    headers: { key: { name: "X-Key", value: "{{secret.shop_key}}", order: 1 } },
    responses: { price: { path: "items.0.price", variable: "preco", order: 1 } },
    retries: 0,
  };
  return document(
    {
      start: start(),
      call: { type: "http-request", config },
      price: ends("Custa {{preco | currency}}."),
      trouble: ends("Não consegui saber o preço."),
    },
    { "start:next": "call", "call:ok": "price", "call:error": "trouble" },
    { preco: { type: "number", scope: "session" } },
  );
};

async function withFlow(company: Company, path: string): Promise<void> {
  expect((await company.ws.ask("PUT", "/secrets/shop_key", { value: "s3cret-of-the-shop" })).status).toBeLessThan(300);
  const flow = await publish(company.ws, `Preço ${path}`, asking(path));
  await company.ws.put(`/connections/${company.talk.connectionId}/flows`, { flowIds: [flow] });
}

test("a private address is not called unless whoever runs the server lists it", async () => {
  const company = await startCompany();
  await withFlow(company, "/price");
  await company.talk.says(customer(1), "quanto custa?");
  await company.sentTo(customer(1), ["Não consegui saber o preço."]);
  expect(calls).toEqual([]);
  await company.close();
});

test("a listed one is called with the workspace's secret, which is shown nowhere; a redirect elsewhere is refused", async () => {
  const company = await startCompany({ PROSA_ALLOW_PRIVATE_ADDRESSES: "127.0.0.1/32" });
  await withFlow(company, "/price");
  await company.talk.says(customer(1), "quanto custa?");
  await company.sentTo(customer(1), ["Custa R$ 1.234,50."]);
  expect(calls).toEqual([{ path: "/price", key: "s3cret-of-the-shop" }]);
  const { id } = await company.newest(customer(1));
  for (const path of [`/conversations/${id}/turns`, `/conversations/${id}/messages`, "/flows", "/secrets"])
    expect(JSON.stringify(await company.ws.get(path))).not.toContain("s3cret-of-the-shop");
  expect(company.server.output()).not.toContain("s3cret-of-the-shop");

  await withFlow(company, "/moved");
  await company.talk.says(customer(2), "quanto custa?");
  await company.sentTo(customer(2), ["Não consegui saber o preço."]);
  await company.close();
});
