import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Company, customer, startCompany } from "./support/company.ts";
import { document, ends, start } from "./support/document.ts";
import { file } from "./support/programs.ts";
import { run, temporaryFolder } from "./support/server.ts";
import { publish } from "./support/talk.ts";
import { until } from "./support/until.ts";

interface NodeType {
  type: string;
  source: string;
  module: string | null;
}

const fixture = file("e2e/fixtures/third-party-node");
let company: Company;
beforeAll(async () => {
  company = await startCompany({ PROSA_NODES: fixture });
});
afterAll(() => company.close());

const coupon = { prefix: "vip", digits: 4, text: "Seu cupom é {{cupom}}.", saveIn: "cupom_da_bia", style: "plain" };
const drawn = (config: Record<string, unknown>) =>
  document(
    { start: start(), coupon: { type: "acme-coupon", config }, bye: ends("Guarde bem: {{cupom_da_bia}}") },
    { "start:next": "coupon", "coupon:next": "bye" },
    { cupom_da_bia: { type: "text", scope: "contact" } },
  );

test("the type is listed beside ours, with the address of its module", async () => {
  const { items } = await company.ws.get<{ items: NodeType[] }>("/node-types");
  expect(items.filter(({ source }) => source === "extension")).toEqual([
    {
      type: "acme-coupon",
      version: 1,
      source: "extension",
      module: expect.stringMatching(/^\/extensions\/\w{64}\.js$/) as string,
    },
  ]);
  expect(items).toContainEqual(expect.objectContaining({ type: "menu", source: "built-in", module: null }));
});

test("its module comes whole from our own address, as the studio's policy asks", async () => {
  const { items } = await company.ws.get<{ items: NodeType[] }>("/node-types");
  const address = items.find(({ type }) => type === "acme-coupon")?.module ?? "";
  const response = await fetch(company.url + address);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(response.headers.get("cache-control")).toContain("immutable");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  const code = await response.text();
  // A browser resolves no package names.
  expect(code).not.toMatch(/^import .* from "[^./]/m);
  const module = (await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`)) as {
    default: { type: string };
  };
  expect(module.default.type).toBe("acme-coupon");
  const page = await fetch(company.url);
  expect(page.headers.get("content-security-policy")).toMatch(/script-src 'self'.*worker-src 'self'/);
  expect((await fetch(`${company.url}/extensions/${"0".repeat(64)}.js`)).status).toBe(404);
});

test("a flow with it is checked by its own rules, published, and answers customers", async () => {
  const { ws, talk, graph } = company;
  const { id } = await ws.post<{ id: string }>("/flows", { name: "Torto", document: drawn({ ...coupon, digits: 99 }) });
  const refused = await ws.ask<{ issues: unknown[] }>("POST", `/flows/${id}/versions`, {});
  expect(refused.status).toBe(422);
  expect(refused.body.issues).toContainEqual(
    expect.objectContaining({ code: "invalid-setting", node: "coupon", field: "/digits" }),
  );
  const flow = await publish(ws, "Cupom", drawn(coupon));
  await ws.put(`/connections/${talk.connectionId}/flows`, { flowIds: [flow] });
  await talk.says(customer(1), "quero um cupom");
  await until(() => expect(graph.textsTo(customer(1))).toHaveLength(2));
  const [shown, kept] = graph.textsTo(customer(1));
  const code = /^Seu cupom é (VIP\d{4})\.$/.exec(shown ?? "")?.[1];
  expect(kept).toBe(`Guarde bem: ${code}`);
});

test.each([
  ["is not there", "nowhere.js", undefined, /^PROSA_NODES: there is nothing at \S+nowhere\.js\.\n$/],
  [
    "exports no node type",
    "empty.js",
    "export const nothing = 1;",
    /^PROSA_NODES: \S+empty\.js exports no node type made by defineNode\.\n$/,
  ],
  ["cannot be read", "broken.js", "export default {", /^PROSA_NODES: \S+broken\.js could not be read: .+\n$/],
  [
    "fails when loaded",
    "throws.js",
    'throw new Error("no licence");',
    /^PROSA_NODES: \S+throws\.js failed while it was loaded: no licence\n$/,
  ],
])("a module that %s is one plain sentence at the start", async (_what, name, code, sentence) => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "nodes"));
  const path = join(folder, "nodes", name);
  if (code !== undefined) writeFileSync(path, code);
  const server = run("main", { PROSA_DATA_DIR: join(folder, "data"), PROSA_NODES: path });
  expect(await server.exited).toBe(1);
  expect(server.output()).toMatch(sentence);
});
