import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { meQuery } from "../../shared/session/me.ts";
import { discard, sendMessage } from "./outbox.ts";
import { openUnsent } from "./unsent/unsent-session.ts";
import { changeDraft, useUnsent } from "./unsent/unsent-store.ts";

/** The API client takes hold of fetch when it is made, so a stand-in has to be there before. */
const server = vi.hoisted(() => {
  const network = { answer: (_request: Request): Promise<Response> => Promise.resolve(new Response()) };
  globalThis.fetch = (input, init) => network.answer(new Request(input, init));
  return network;
});

/** Messages that reached the server, each waiting for its answer. */
let asked: Array<{ text: string; clientId: string; answer: (response: Response) => void }> = [];
/** Who is signed in, by the session cookie. */
let signedIn: string | null;
let count = 0;
let ana: string;
const pages: Array<() => void> = [];

beforeEach(() => {
  asked = [];
  count += 1;
  ana = `ana ${count}`;
  signedIn = ana;
  server.answer = async (request) => {
    if (request.url.endsWith("/me"))
      return signedIn
        ? Response.json({ account: { id: signedIn } })
        : Response.json({ code: "not_signed_in" }, { status: 401 });
    if (!signedIn) return Response.json({ code: "not_signed_in" }, { status: 401 });
    const { bubble, clientId } = (await request.json()) as { clientId: string; bubble: { text: string } };
    return new Promise((answer, reject) => {
      asked.push({ text: bubble.text, clientId, answer });
      request.signal.addEventListener("abort", () => reject(new DOMException("gone", "AbortError")));
    });
  };
});
afterEach(() => {
  for (const close of pages.splice(0)) close();
});

/** What the workspace's layout does for who is signed in. The function does what leaving it, or a reload, does. */
function open(account: string, queryClient = new QueryClient()): () => void {
  const close = openUnsent(queryClient, account);
  pages.push(close);
  return close;
}

const done = () => Response.json({}, { status: 201 });
const texts = () => asked.map(({ text }) => text);
const write = (text: string, conversation = "c1") =>
  sendMessage({
    clientId: `client ${count} ${text}`,
    workspace: "padaria",
    conversation,
    bubble: { type: "text", text },
  });
const waiting = () =>
  useUnsent.getState().outbox.map(({ bubble, problem }) => [bubble.type === "text" && bubble.text, problem?.code]);

test("messages written at once go one after the other, each only when the one before is answered", async () => {
  open(ana);
  const all = ["one", "two", "three", "four"].map((text) => write(text));
  for (const [index, text] of ["one", "two", "three", "four"].entries()) {
    await expect.poll(() => asked[index]?.text).toBe(text);
    expect(asked).toHaveLength(index + 1);
    asked[index]?.answer(done());
  }
  await Promise.all(all);
  expect(waiting()).toEqual([]);
});

test("a refused message does not hold back the next ones", async () => {
  open(ana);
  const all = ["one", "two", "three"].map((text) => write(text));
  await expect.poll(texts).toEqual(["one"]);
  asked[0]?.answer(Response.json({ code: "window_shut" }, { status: 409 }));
  await expect.poll(texts).toEqual(["one", "two"]);
  asked[1]?.answer(done());
  await expect.poll(texts).toEqual(["one", "two", "three"]);
  asked[2]?.answer(done());
  await Promise.all(all);
  expect(waiting()).toEqual([["one", "window_shut"]]);
});

test("another conversation does not wait", async () => {
  open(ana);
  const all = [write("one"), write("elsewhere", "c2")];
  await expect.poll(texts).toEqual(["one", "elsewhere"]);
  for (const request of asked) request.answer(done());
  await Promise.all(all);
});

test("what waits is sent again after a reload, in its order, and what failed comes back with its reason", async () => {
  const close = open(ana);
  void write("refused");
  void write("one");
  void write("two");
  await expect.poll(texts).toEqual(["refused"]);
  asked[0]?.answer(Response.json({ code: "conflict", detail: "The conversation is closed." }, { status: 409 }));
  await expect.poll(texts).toEqual(["refused", "one"]);
  close();
  expect(useUnsent.getState()).toMatchObject({ outbox: [], drafts: {} });

  open(ana);
  await expect.poll(waiting).toEqual([
    ["refused", "conflict"],
    ["one", undefined],
    ["two", undefined],
  ]);
  expect(useUnsent.getState().outbox[0]?.problem?.detail).toBe("The conversation is closed.");
  await expect.poll(texts).toEqual(["refused", "one", "one"]);
  expect(asked[2]?.clientId).toBe(asked[1]?.clientId);
  asked[2]?.answer(done());
  await expect.poll(texts).toEqual(["refused", "one", "one", "two"]);
  asked[3]?.answer(done());
  await expect.poll(waiting).toEqual([["refused", "conflict"]]);
  discard(useUnsent.getState().outbox[0]?.clientId ?? "");
  expect(waiting()).toEqual([]);
});

test("words and uploaded files come back after a reload, and files that were still on their way do not", async () => {
  const close = open(ana);
  const media = { hash: "a".repeat(64), mimeType: "image/png", size: 3, filename: "a.png", url: "/a" };
  const ready = { id: "ready", name: "a.png", size: 3, kind: "image", media } as const;
  changeDraft("c1", () => ({ text: "half a sent", attachments: [ready, { ...ready, id: "coming", media: null }] }));
  close();
  open(ana);
  await expect.poll(() => useUnsent.getState().drafts).toEqual({ c1: { text: "half a sent", attachments: [ready] } });
});

test("what one person left is neither shown to the next nor sent for them, and is there when they are back", async () => {
  const close = open(ana);
  changeDraft("c1", () => ({ text: "half a sent", attachments: [] }));
  void write("one");
  await expect.poll(texts).toEqual(["one"]);
  close();
  signedIn = "bruno";
  const closeBruno = open("bruno");
  const sent = write("of Bruno");
  await expect.poll(texts).toEqual(["one", "of Bruno"]);
  asked[1]?.answer(done());
  await sent;
  expect(useUnsent.getState()).toMatchObject({ outbox: [], drafts: {} });
  closeBruno();
  signedIn = ana;
  open(ana);
  await expect.poll(() => useUnsent.getState().drafts.c1?.text).toBe("half a sent");
  await expect.poll(texts).toEqual(["one", "of Bruno", "one"]);
  asked[2]?.answer(done());
  await expect.poll(waiting).toEqual([]);
});

test("a tab that does not know yet that somebody else signed in sends nothing in their name", async () => {
  const queryClient = new QueryClient();
  const close = open(ana, queryClient);
  void write("one");
  void write("two");
  await expect.poll(texts).toEqual(["one"]);
  // Long enough for what is known of the session to be asked again.
  const now = Date.now();
  const clock = vi.spyOn(Date, "now").mockReturnValue(now + 60_000);
  signedIn = "bruno";
  asked[0]?.answer(done());
  await expect.poll(() => queryClient.getQueryData(meQuery.queryKey)?.account.id).toBe("bruno");
  await expect.poll(waiting).toEqual([["two", undefined]]);
  clock.mockRestore();
  close();
  expect(texts()).toEqual(["one"]);

  signedIn = ana;
  open(ana);
  await expect.poll(texts).toEqual(["one", "two"]);
});

test("what is written before all of this is loaded is sent and kept too", async () => {
  void write("early");
  changeDraft("c1", () => ({ text: "half a sent", attachments: [] }));
  const close = open(ana);
  await expect.poll(texts).toEqual(["early"]);
  close();
  open(ana);
  await expect.poll(texts).toEqual(["early", "early"]);
  expect(useUnsent.getState().drafts.c1?.text).toBe("half a sent");
});

test("a session that has ended leaves the message waiting", async () => {
  const queryClient = new QueryClient();
  const close = open(ana, queryClient);
  signedIn = null;
  void write("one");
  await expect.poll(() => queryClient.getQueryState(meQuery.queryKey)?.status).toBe("error");
  expect(waiting()).toEqual([["one", undefined]]);
  close();
  signedIn = ana;
  open(ana);
  await expect.poll(texts).toEqual(["one"]);
});

test("two tabs of one person do not send the same message, and the one that stays takes over from the one that goes", async () => {
  const close = open(ana);
  void write("one");
  await expect.poll(texts).toEqual(["one"]);
  const held = async () => (await navigator.locks.query()).held?.filter(({ name }) => name?.includes(ana)) ?? [];
  await expect.poll(async () => (await held()).length).toBe(1);
  open(ana);
  await expect.poll(async () => (await held()).length).toBe(2);
  expect(texts()).toEqual(["one"]);
  close();
  await expect.poll(async () => (await held()).length).toBe(1);
  dispatchEvent(new Event("online"));
  await expect.poll(texts).toEqual(["one", "one"]);
});
