import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../platform/testing/eventually.ts";
import { createTestApp, send, signIn, type TestApp, type TestWorkspace } from "../../platform/testing/test-app.ts";
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

test("with a one-time password its numbers are as shut as everything else", async () => {
  const who = { email: "nova@example.com", name: "Nova", role: "agent" };
  const added = (await (await ws.admin.request("POST", "./members", who)).json()) as { oneTimePassword: string };
  const cookie = await signIn(t, { email: who.email, password: added.oneTimePassword });
  const path = `/api/v1/workspaces/${ws.id}/standin/numbers`;
  const refused = await send(t.app, { method: "GET", path, headers: { cookie, origin: "http://localhost" } });
  expect(await refused.json()).toMatchObject({ status: 403, code: "password_change_needed" });
});

test("a file above the largest that is taken is refused before it is read", async () => {
  let read = 0;
  const megabyte = new Uint8Array(1024 * 1024);
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      read += 1;
      if (read > 200) controller.close();
      else controller.enqueue(megabyte);
    },
  });
  const path = `/api/v1/workspaces/${ws.id}/standin/numbers/1/customers/1/files`;
  const upload = (init: { headers?: Record<string, string>; body: ReadableStream<Uint8Array> }) => {
    const headers = { authorization: `Bearer ${ws.agent.token}`, ...init.headers };
    return t.app.request(path, { method: "POST", ...init, headers, duplex: "half" } as RequestInit);
  };
  const told = await upload({ headers: { "content-length": "4000000000" }, body: new ReadableStream() });
  expect(await told.json()).toMatchObject({ status: 413, code: "body_too_large" });
  const untold = await upload({ body: endless });
  expect(await untold.json()).toMatchObject({ status: 413, code: "body_too_large" });
  expect(read).toBeLessThan(110);
});
