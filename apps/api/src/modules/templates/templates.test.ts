import type { ChannelResponse } from "@prosa/channels";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApp, type TestApp, type TestWorkspace } from "../../platform/testing/test-app.ts";

let t: TestApp;
let ws: TestWorkspace;
let connection: string;
/** What the provider lists. */
let listed: { name: string; language: string; status: string }[] = [];
beforeAll(async () => {
  const provider = async (): Promise<ChannelResponse> => Response.json({ data: listed });
  t = await createTestApp(() => ({ standin: async () => ({ baseUrl: "http://provider.test", fetch: provider }) }));
  ws = await t.workspace();
  const made = await ws.admin.request("POST", "./connections/standin", {});
  connection = ((await made.json()) as { id: string }).id;
});
afterAll(() => t.close());

const refresh = () => ws.agent.request("GET", `./connections/${connection}/templates?refresh=true`);

test("people who refresh at once all get the list", async () => {
  listed = Array.from({ length: 40 }, (_, i) => ({ name: `template_${i}`, language: "pt_BR", status: "APPROVED" }));
  const answers = await Promise.all(Array.from({ length: 8 }, refresh));
  for (const answer of answers) {
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as { items: unknown[] }).items).toHaveLength(40);
  }
});

test("a template that the provider lists twice is kept once, as it was listed last", async () => {
  listed = ["PENDING", "APPROVED"].map((status) => ({ name: "aviso", language: "pt_BR", status }));
  expect(await (await refresh()).json()).toMatchObject({ items: [{ name: "aviso", status: "APPROVED" }] });
});
