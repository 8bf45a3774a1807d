import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApp, type TestApp } from "../../platform/testing/test-app.ts";
import { loadExtensions, type NodeExtension } from "./extension.ts";

const fixture = fileURLToPath(new URL("../../../../../e2e/fixtures/third-party-node/index.js", import.meta.url));
let extensions: NodeExtension[];
let t: TestApp;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "prosa-nodes-"));
  extensions = await loadExtensions([fixture]);
  t = await createTestApp(() => ({ extensions }));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await t.close();
});

test("a third party's node type is listed with an address where a browser finds its module", async () => {
  const ws = await t.workspace();
  const { items } = (await (await ws.agent.request("GET", "./node-types")).json()) as {
    items: { type: string; source: string; module: string | null }[];
  };
  const [definition] = extensions[0]?.definitions ?? [];
  const listed = items.find(({ type }) => type === definition?.type);
  expect(listed).toMatchObject({ source: "extension", module: `/extensions/${extensions[0]?.hash}.js` });
  expect(items.find(({ type }) => type === "message")).toMatchObject({ source: "built-in", module: null });
  const module = await t.app.request(listed?.module ?? "");
  expect(module.headers.get("content-type")).toContain("text/javascript");
  expect(module.headers.get("cache-control")).toContain("immutable");
  expect(await module.text()).not.toMatch(/^import /m);
});

test("a module that is missing, broken or empty stops the start with one sentence", async () => {
  const broken = join(folder, "broken.js");
  writeFileSync(broken, "export const x = ;");
  const throwing = join(folder, "throwing.js");
  writeFileSync(throwing, 'throw new Error("no licence");');
  const empty = join(folder, "empty.js");
  writeFileSync(empty, "export const nothing = 1;");
  await expect(loadExtensions([join(folder, "none.js")])).rejects.toThrow("there is nothing at");
  await expect(loadExtensions([broken])).rejects.toThrow("could not be read");
  await expect(loadExtensions([throwing])).rejects.toThrow("no licence");
  await expect(loadExtensions([empty])).rejects.toThrow("exports no node type");
  await expect(loadExtensions([fixture, fixture])).rejects.toThrow("exists already");
});
