import { createHash } from "node:crypto";
import type { ChannelRequestInit, ChannelResponse } from "@prosa/channels";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../platform/testing/eventually.ts";
import { FakeProvider } from "./testing/fake-provider.ts";
import { drawing, end, start, startTalk, type Talk } from "./testing/talk.ts";

// The smallest PNG there is.
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const hash = createHash("sha256").update(png).digest("hex");

let talk: Talk;
let failures = 2;
const uploads: string[] = [];
let holdUploads: Promise<void> | undefined;
const unknownAfterMs = 900;
const provider = new FakeProvider();

/** The provider with files: the first two downloads fail. */
async function fetch(url: string, init: ChannelRequestInit): Promise<ChannelResponse> {
  if (url.endsWith("/media")) {
    uploads.push(url);
    await holdUploads;
  }
  if (!url.includes("picture")) return provider.fetch(url, init);
  if (url.endsWith("/bytes")) {
    if (failures-- > 0) throw new TypeError("fetch failed");
    return answer(png);
  }
  const sha256 = hash;
  return answer(
    Buffer.from(
      JSON.stringify({
        url: "http://provider.test/picture/bytes",
        mime_type: "image/jpeg",
        sha256,
        file_size: png.length,
        id: "picture",
      }),
    ),
  );
}

const answer = (bytes: Buffer): ChannelResponse => ({
  status: 200,
  headers: { get: (name) => (name.toLowerCase() === "content-length" ? String(bytes.length) : "image/jpeg") },
  text: async () => bytes.toString(),
  arrayBuffer: async () => Uint8Array.from(bytes).buffer,
});

beforeAll(async () => {
  talk = await startTalk({ unknownAfterMs }, () => ({
    standin: async () => ({ baseUrl: "http://provider.test", fetch }),
  }));
});
afterAll(() => talk.close());

type Item = { direction: string; content: { type: string; url?: string; hash?: string; media?: { url?: string } } };
const thread = async (phone: string) => {
  const { id } = await talk.conversation(phone);
  return (await talk.api<{ items: Item[] }>("GET", `./conversations/${id}/messages`)).items;
};

test("a picture that a customer sends is fetched after it is stored, again until it is here, and is what its content says", async () => {
  const phone = "5511955550001";
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "1", phone_number_id: talk.phoneNumberId },
    contacts: [{ profile: { name: "Bia" }, wa_id: phone }],
    messages: [
      {
        from: phone,
        id: "wamid.picture",
        timestamp: String(Math.floor(Date.now() / 1000)),
        type: "image",
        image: { id: "picture", mime_type: "image/jpeg", sha256: "x", caption: "olha" },
      },
    ],
  };
  await talk.webhook({
    object: "whatsapp_business_account",
    entry: [{ id: "1", changes: [{ field: "messages", value }] }],
  });
  await eventually(async () => {
    const picture = (await thread(phone)).find(({ direction }) => direction === "in");
    expect(picture?.content).toMatchObject({ type: "image", hash });
    const file = await talk.t.app.request(picture?.content.url ?? "");
    expect(file.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(await file.arrayBuffer())).toEqual(png);
  });
});

/** Keeps a file, and switches on a flow that sends it. */
async function publishPicture(bytes: Buffer<ArrayBuffer>, word?: string) {
  const form = new FormData();
  form.append("file", new File([bytes], "logo.png", { type: "image/png" }));
  const path = `/api/v1/workspaces/${talk.ws.id}/media`;
  const headers = { authorization: `Bearer ${talk.ws.agent.token}` };
  const kept = await talk.t.app.request(path, { method: "POST", headers, body: form });
  const { url: _, ...media } = (await kept.json()) as Record<string, string>;
  const keyword = { trigger: "keyword", keywords: { k: { text: word ?? "", match: "exact", order: 0 } } };
  const begin = word ? start(keyword) : start();
  const picture = {
    type: "message",
    config: { bubbles: { b: { type: "image", media, text: "Nosso logo", order: 0 } } },
  };
  await talk.publish(
    drawing({ start: begin, picture, end: end() }, { "start:next": "picture", "picture:next": "end" }),
  );
  return media;
}

test("a file of a flow goes up to the provider once, however many customers get it", async () => {
  expect(await publishPicture(png)).toEqual({ hash, mimeType: "image/png", size: png.length, filename: "logo.png" });
  for (const phone of ["5511955550002", "5511955550003"]) {
    await talk.say(phone, "oi");
    await eventually(() => expect(provider.textsTo(phone)).toEqual(["<image>"]));
  }
  expect(uploads).toHaveLength(1);
  const [shown] = (await thread("5511955550003")).filter(({ direction }) => direction === "out");
  expect(shown?.content.media?.url).toContain("/api/");
});

test("many who get a new file at once wait for one upload, and none is given up however long it takes", async () => {
  await publishPicture(Buffer.concat([png, Buffer.from([0])]), "catálogo");
  const before = uploads.length;
  const { promise, resolve } = Promise.withResolvers<void>();
  holdUploads = promise;
  const phones = ["5511955550004", "5511955550005", "5511955550006"];
  for (const phone of phones) await talk.say(phone, "catálogo");
  const claims = () => talk.t.database.sql<{ status: string; age: number }[]>`
    select d.status, extract(epoch from clock_timestamp() - m.at) * 1000 as age from deliveries d
    join messages m on m.id = d.message_id where d.status <> 'sent'`;
  await eventually(async () => {
    const open = await claims();
    expect(open.map(({ status }) => status)).toEqual(["sending", "sending", "sending"]);
    expect(Math.min(...open.map(({ age }) => Number(age)))).toBeGreaterThan(2 * unknownAfterMs);
  });
  resolve();
  for (const phone of phones) await eventually(() => expect(provider.textsTo(phone)).toEqual(["<image>"]));
  expect(uploads.length - before).toBe(1);
});

test("a file of a kind that no channel takes is refused", async () => {
  const form = new FormData();
  form.append("file", new File(["<script>alert(1)</script>"], "x.png", { type: "image/png" }));
  const response = await talk.t.app.request(`/api/v1/workspaces/${talk.ws.id}/media`, {
    method: "POST",
    headers: { authorization: `Bearer ${talk.ws.agent.token}` },
    body: form,
  });
  expect(response.status).toBe(415);
});
