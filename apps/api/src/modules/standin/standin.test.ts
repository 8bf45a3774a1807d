import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../platform/testing/eventually.ts";
import { createTestApp, type TestApp, type TestWorkspace } from "../../platform/testing/test-app.ts";
import { type Runtime, startRuntime } from "../../runtime/index.ts";
import { addExample } from "../flows/example/add-example.ts";
import { closeStandin } from "./index.ts";

let t: TestApp;
let ws: TestWorkspace;
let runtime: Runtime;
beforeAll(async () => {
  t = await createTestApp();
  ws = await t.workspace();
  await addExample(t.deps, ws.scope, { locale: "en", accountId: ws.admin.accountId });
  runtime = startRuntime(t.deps, { pollMs: 60 });
});
afterAll(async () => {
  await runtime.stop();
  await closeStandin(t.deps);
  await t.close();
});

interface Shown {
  direction: string;
  kind: string;
  text: string | null;
  id: string;
  status: string | null;
  buttons: { id: string; title: string }[];
}

test("on the handset a new person talks to the example flow, taps an option and reaches people", async () => {
  const api = async <T>(method: string, path: string, body?: unknown) =>
    (await (await ws.agent.request(method, path, body)).json()) as T;
  const { items } = await api<{ items: { phoneNumberId: string }[] }>("GET", "./standin/numbers");
  const number = items[0]?.phoneNumberId;
  const customers = `./standin/numbers/${number}/customers`;
  const customer = await api<{ id: string }>("POST", customers, { name: "Bia", phone: "+5511900000001" });
  const thread = () => api<{ items: Shown[] }>("GET", `${customers}/${customer.id}/messages`);
  await api("POST", `${customers}/${customer.id}/messages`, { type: "text", text: "hello" });
  await eventually(async () => {
    const shown = (await thread()).items.filter(({ direction }) => direction === "out");
    expect(shown).toHaveLength(2);
  });
  const menu = (await thread()).items.at(-1) as Shown;
  expect(menu.buttons.map(({ title }) => title)).toEqual(["Book a visit", "Opening hours", "Talk to someone"]);
  const optionId = menu.buttons[2]?.id;
  await api("POST", `${customers}/${customer.id}/messages`, { type: "tap", messageId: menu.id, optionId });
  await eventually(async () => {
    const conversations = await api<{ items: { status: string; contact: { name: string } }[] }>(
      "GET",
      "./conversations",
    );
    expect(conversations.items).toMatchObject([
      { status: "waiting", contact: { name: "Bia" }, queue: { name: "Atendimento" } },
    ]);
  });
});

test("another workspace sees none of its numbers, and a stranger nothing at all", async () => {
  const other = await t.workspace("Outra");
  expect(await (await other.admin.request("GET", "./standin/numbers")).json()).toEqual({ items: [] });
  expect((await t.app.request(`/api/v1/workspaces/${ws.id}/standin/numbers`)).status).toBe(401);
});
