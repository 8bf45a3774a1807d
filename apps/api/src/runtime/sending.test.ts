import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../platform/testing/eventually.ts";
import { graphError } from "./testing/fake-provider.ts";
import { ask, drawing, start, startTalk, type Talk, text } from "./testing/talk.ts";

let talk: Talk;
beforeAll(async () => {
  talk = await startTalk({ unknownAfterMs: 1200 });
  await talk.publish(
    drawing(
      {
        start: start(),
        one: text("Um"),
        two: text("Dois"),
        ask: ask("Três?", "nada"),
        lost: { type: "transfer", config: { queue: null, text: "", note: "não chegou" } },
      },
      { "start:next": "one", "one:next": "two", "one:window-shut": "lost", "two:next": "ask", "ask:valid": "ask" },
      { nada: { type: "text", scope: "session" } },
    ),
  );
});
afterAll(() => talk.close());

const all = ["Um", "Dois", "Três?"];
type Shown = {
  content: { text?: string };
  status: string;
  error: { code: string } | null;
  direction: string;
  id: string;
};
const thread = async (phone: string) => {
  const { id } = await talk.conversation(phone);
  const { items } = await talk.api<{ items: Shown[] }>("GET", `./conversations/${id}/messages`);
  return items.reverse().filter(({ direction }) => direction === "out");
};

test("a message the provider could not take is tried again, and no later one overtakes it", async () => {
  talk.provider.answers.push(graphError(131000, 500), graphError(131016, 503));
  await talk.say("5511911110001", "oi");
  await eventually(() => expect(talk.provider.textsTo("5511911110001")).toEqual(all));
});

test("asked to slow down, the connection pauses and then goes on in order", async () => {
  talk.provider.answers.push(graphError(130429, 429));
  await talk.say("5511911110002", "oi");
  await eventually(() => expect(talk.provider.textsTo("5511911110002")).toEqual(all));
});

test("a message nobody knows the fate of is not sent again; later ones go on, and it is shown as unknown", async () => {
  talk.provider.answers.push("hang up");
  await talk.say("5511911110003", "oi");
  await eventually(() => expect(talk.provider.textsTo("5511911110003")).toEqual(["Dois", "Três?"]));
  expect((await thread("5511911110003")).map(({ status }) => status)).toEqual(["unknown", "sent", "sent"]);
});

test("a person sends an unknown message again, once", async () => {
  const [lost] = await thread("5511911110003");
  const { id } = await talk.conversation("5511911110003");
  await talk.api("POST", `./conversations/${id}/messages/${lost?.id}/resend`);
  await eventually(() => expect(talk.provider.textsTo("5511911110003")).toEqual(["Dois", "Três?", "Um"]));
});

test("a status settles a message nobody knew the fate of, before the time is up", async () => {
  talk.provider.answers.push("hang up");
  await talk.say("5511911110004", "oi");
  await eventually(async () => {
    const [row] = await talk.t.database
      .sql`select d.id from deliveries d join messages m on m.workspace_id = d.workspace_id
      and m.id = d.message_id join contacts c on c.id = d.contact_id where c.phone = '5511911110004' and d.status = 'uncertain'`;
    expect(row).toBeDefined();
    const lost = { id: "wamid.lost", deliveryId: row?.id as string, to: "5511911110004", body: { type: "text" } };
    await talk.report(lost, "delivered");
  });
  await eventually(async () =>
    expect((await thread("5511911110004")).map(({ status }) => status)).toEqual(["delivered", "sent", "sent"]),
  );
  expect(talk.provider.textsTo("5511911110004")).toEqual(["Dois", "Três?"]);
});

test("statuses never move a message backwards", async () => {
  const phone = "5511911110005";
  await talk.say(phone, "oi");
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(all));
  const [first] = talk.provider.received.filter(({ to }) => to === phone);
  if (!first) throw new Error("nothing was sent");
  for (const status of ["read", "delivered", "sent", "read"]) await talk.report(first, status);
  await eventually(async () => expect((await thread(phone))[0]?.status).toBe("read"));
  await talk.report(first, "failed", 131026);
  await eventually(async () => {
    const [left] = await talk.t.database.sql`select count(*)::int as n from status_inbox`;
    expect(left?.n).toBe(0);
  });
  expect((await thread(phone))[0]?.status).toBe("read");
});

test("a refusal leads the flow out by the exit drawn for it", async () => {
  const phone = "5511911110006";
  talk.provider.answers.push(graphError(131047));
  await talk.say(phone, "oi");
  await eventually(async () => expect((await talk.conversation(phone)).status).toBe("waiting"));
  expect((await thread(phone))[0]).toMatchObject({ status: "failed", error: { code: "window-shut" } });
});

test("a refusal for credentials stops the connection and says why; mended, everything goes out in order", async () => {
  const phone = "5511911110007";
  talk.provider.answers.push(graphError(190, 401));
  await talk.say(phone, "oi");
  const connection = () =>
    talk.api<{ status: string; statusDetail: string }>("GET", `./connections/${talk.connectionId}`);
  await eventually(async () =>
    expect(await connection()).toMatchObject({ status: "attention", statusDetail: "details of 190" }),
  );
  expect(talk.provider.textsTo(phone)).toEqual([]);
  await talk.api("PATCH", `./connections/${talk.connectionId}`, { status: "ok" });
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(all));
});

test("trouble that a status tells of stops the connection too, once, however often it is told", async () => {
  const phone = "5511911110010";
  await talk.say(phone, "oi");
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(all));
  const [first] = talk.provider.received.filter(({ to }) => to === phone);
  if (!first) throw new Error("nothing was sent");
  const connection = () => talk.api<{ status: string }>("GET", `./connections/${talk.connectionId}`);
  await talk.report(first, "failed", 131042);
  expect(await connection()).toMatchObject({ status: "attention", statusDetail: expect.any(String) });
  await talk.api("PATCH", `./connections/${talk.connectionId}`, { status: "ok" });
  await talk.report(first, "failed", 131042);
  expect(await connection()).toMatchObject({ status: "ok" });
});

test("more than 24 hours after the customer's last message nothing free is handed over", async () => {
  const phone = "5511911110008";
  await talk.say(phone, "oi");
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(all));
  const day = 24 * 3_600_000;
  await talk.t.database
    .sql`update lanes l set inbound = jsonb_build_object(${talk.connectionId}::text, ${Date.now() - day - 1}::float8)
    from contacts c where c.id = l.contact_id and c.phone = ${phone}`;
  const { id } = await talk.conversation(phone);
  const body = { clientId: "too-late-1", bubble: { type: "text", text: "Ainda aí?" } };
  const refused = await talk.ws.agent.request("POST", `./conversations/${id}/messages`, body);
  expect(await refused.json()).toMatchObject({ status: 409, code: "window_shut" });
});
