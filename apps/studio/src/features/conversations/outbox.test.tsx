import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test, vi } from "vitest";
import { sendMessage, useOutbox } from "./outbox.ts";

/** The API client takes hold of fetch when it is made, so a stand-in has to be there before. */
const server = vi.hoisted(() => {
  const network = { answer: (_request: Request): Promise<Response> => Promise.resolve(new Response()) };
  globalThis.fetch = (input, init) => network.answer(new Request(input, init));
  return network;
});

/** Requests that reached the server, each waiting for its answer. */
let open: Array<{ text: string; answer: (response: Response) => void }> = [];
const asked: string[] = [];

beforeEach(() => {
  open = [];
  asked.length = 0;
  useOutbox.setState({ entries: [] });
  server.answer = async (request) => {
    const { bubble } = (await request.json()) as { bubble: { text: string } };
    asked.push(bubble.text);
    return new Promise((answer) => open.push({ text: bubble.text, answer }));
  };
});

const done = () => Response.json({}, { status: 201 });
const queryClient = new QueryClient();
const write = (text: string, conversation = "c1") =>
  sendMessage(queryClient, {
    clientId: `client ${text}`,
    workspace: "padaria",
    conversation,
    bubble: { type: "text", text },
  });

test("messages written at once go one after the other, each only when the one before is answered", async () => {
  const all = ["one", "two", "three", "four"].map((text) => write(text));
  for (const [index, text] of ["one", "two", "three", "four"].entries()) {
    await expect.poll(() => open[index]?.text).toBe(text);
    expect(asked).toHaveLength(index + 1);
    open[index]?.answer(done());
  }
  await Promise.all(all);
  expect(useOutbox.getState().entries).toEqual([]);
});

test("a refused message does not hold back the next ones", async () => {
  const all = ["one", "two", "three"].map((text) => write(text));
  await expect.poll(() => open.length).toBe(1);
  open[0]?.answer(Response.json({ code: "window_shut" }, { status: 409 }));
  await expect.poll(() => open.length).toBe(2);
  open[1]?.answer(done());
  await expect.poll(() => open.length).toBe(3);
  open[2]?.answer(done());
  await Promise.all(all);
  expect(asked).toEqual(["one", "two", "three"]);
  expect(useOutbox.getState().entries).toMatchObject([{ clientId: "client one", problem: { code: "window_shut" } }]);
});

test("another conversation does not wait", async () => {
  const all = [write("one"), write("elsewhere", "c2")];
  await expect.poll(() => asked).toEqual(["one", "elsewhere"]);
  for (const request of open) request.answer(done());
  await Promise.all(all);
});
