import { afterAll, beforeAll, expect, test } from "vitest";
import { drawing, end, start, startTalk, type Talk } from "../../runtime/testing/talk.ts";
import { eventually } from "../testing/eventually.ts";
import { send, signIn } from "../testing/test-app.ts";

let talk: Talk;
let flowId: string;
let conversation: { id: string; contact: { id: string } };
beforeAll(async () => {
  talk = await startTalk();
  const open = { text: "Até logo.", close: false };
  flowId = await talk.publish(drawing({ start: start(), end: end(open) }, { "start:next": "end" }), "Recepção");
  await talk.say("5511955550001", "oi");
  await eventually(async () => {
    conversation = (await talk.conversation("5511955550001")) as never as typeof conversation;
  });
});
afterAll(() => talk.close());

/** Topics that are told while something is done. */
async function toldBy(work: () => Promise<unknown>, enough: (topics: string[]) => void): Promise<void> {
  const topics: string[] = [];
  const stop = await talk.t.deps.feed.follow(
    talk.ws.id,
    undefined,
    ({ changes }) => void topics.push(...changes.filter(({ key }) => key === "").map(({ topic }) => topic)),
  );
  await work();
  await eventually(() => enough(topics));
  stop();
}

const everywhere = ["conversation", "conversations"];

test("whoever shows the name of a thing hears that it changed", async () => {
  const { api, ws, t, connectionId } = talk;
  const queue = await api<{ id: string }>("POST", "./queues", { name: "Vendas", color: "#112233" });
  const rename = (path: string) => () => api("PATCH", path, { name: "Outro nome" });
  const cases: [() => Promise<unknown>, string[]][] = [
    [rename(`./contacts/${conversation.contact.id}`), everywhere],
    [rename(`./queues/${queue.id}`), everywhere],
    [() => api("DELETE", `./queues/${queue.id}`), everywhere],
    [rename(`./flows/${flowId}`), [...everywhere, "connections", "flows"]],
    [rename(`./connections/${connectionId}`), [...everywhere, "connections", "flows"]],
    [
      async () => {
        const cookie = await signIn(t, ws.agent);
        const headers = { origin: "http://localhost", cookie };
        const body = { name: "Zoë M." };
        expect((await send(t.app, { method: "PATCH", path: "/api/v1/me", body, headers })).status).toBe(200);
      },
      [...everywhere, "flows"],
    ],
    [() => api("DELETE", `./members/${ws.agent.accountId}`), ["tokens"]],
    [() => api("DELETE", `./connections/${connectionId}`), [...everywhere, "connections", "flows"]],
  ];
  for (const [work, topics] of cases)
    await toldBy(work, (told) => expect(told).toEqual(expect.arrayContaining(topics)));
});

test("a conversation names its flow as it is called now", async () => {
  await talk.api("PATCH", `./flows/${flowId}`, { name: "Boas-vindas" });
  expect(await talk.conversation("5511955550001")).toMatchObject({ flow: { name: "Boas-vindas", version: 1 } });
});

test("a token that is made or revoked is told", async () => {
  const { t, ws } = talk;
  const cookie = await signIn(t, ws.admin);
  const headers = { origin: "http://localhost", cookie };
  const path = `/api/v1/workspaces/${ws.id}/tokens`;
  let id = "";
  const heard = (told: string[]) => expect(told).toContain("tokens");
  await toldBy(async () => {
    const made = await send(t.app, { method: "POST", path, body: { name: "n8n" }, headers });
    ({ id } = (await made.json()) as { id: string });
  }, heard);
  await toldBy(() => talk.api("DELETE", `./tokens/${id}`), heard);
});
