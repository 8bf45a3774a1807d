import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { render } from "vitest-browser-react";
import { type Me, meQuery } from "../../shared/session/me.ts";
import { WorkspaceProvider } from "../../shared/session/workspace.ts";
import type { Conversation } from "./conversation-queries.ts";
import { useMarkRead } from "./use-mark-read.ts";

/** The API client takes hold of fetch when it is made, so a stand-in has to be there before. */
const server = vi.hoisted(() => {
  const asked: string[] = [];
  globalThis.fetch = (input, init) => {
    const { url } = new Request(input, init);
    if (url.endsWith("/read")) asked.push(url.split("/").at(-2) as string);
    return Promise.resolve(Response.json({}));
  };
  return { asked };
});

beforeEach(() => {
  server.asked.length = 0;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => void vi.useRealTimers());

const queryClient = new QueryClient();
queryClient.setQueryData(meQuery.queryKey, { account: { id: "ana" }, workspaces: [] } as unknown as Me);

function Thread({ conversation }: { conversation: Partial<Conversation> }) {
  useMarkRead(conversation as Conversation);
  return null;
}

const screen = (conversation: Partial<Conversation>) => (
  <QueryClientProvider client={queryClient}>
    <WorkspaceProvider value="clinica">
      <Thread conversation={conversation} />
    </WorkspaceProvider>
  </QueryClientProvider>
);

const waiting = (id: string) => ({ id, unread: 2, status: "waiting" as const, assignee: null });
const heldBy = (who: string) => ({
  id: "held",
  unread: 1,
  status: "open" as const,
  assignee: { id: who, name: "Alguém" },
});

test("one's own conversation is read as soon as it is looked at", async () => {
  await render(screen(heldBy("ana")));
  await vi.advanceTimersByTimeAsync(1);
  expect(server.asked).toEqual(["held"]);
});

test("a colleague's stays unread, however long one looks", async () => {
  await render(screen(heldBy("bruno")));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.asked).toEqual([]);
});

test("of those that wait, what one only passes over stays unread", async () => {
  const { rerender } = await render(screen(waiting("first")));
  await vi.advanceTimersByTimeAsync(1000);
  await rerender(screen(waiting("second")));
  await vi.advanceTimersByTimeAsync(1000);
  expect(server.asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(server.asked).toEqual(["second"]);
});
