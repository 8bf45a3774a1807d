import "../../../styles.css";
import { ToastProvider } from "@prosa/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { loadTexts, startI18n } from "../../../shared/i18n/i18n.ts";
import { WorkspaceProvider } from "../../../shared/session/workspace.ts";
import type { Conversation } from "../conversation-queries.ts";
import { MessageList } from "./message-list.tsx";

/** The API client takes hold of fetch when it is made, so a stand-in has to be there before. */
const server = vi.hoisted(() => {
  const network = { answer: (_request: Request): Promise<Response> => Promise.resolve(new Response()) };
  globalThis.fetch = (input, init) => network.answer(new Request(input, init));
  return network;
});

beforeAll(async () => {
  localStorage.setItem("prosa.language", "en");
  await startI18n();
  await loadTexts("conversations");
});

/** Page `number` of the thread, newest first; the older the page, the earlier its messages. */
const pageOf = (number: number, nextCursor: string | null) => ({
  items: [1, 2, 3].map((one) => ({
    id: `m${number}.${one}`,
    direction: "in",
    author: { kind: "contact" },
    content: { type: "text", text: `Words ${number}.${one}` },
    status: null,
    error: null,
    at: new Date(Date.UTC(2026, 0, 10 - number, 12, 10 - one)).toISOString(),
    clientId: null,
  })),
  nextCursor,
});

const conversation = { id: "c1", contact: { id: "k1", name: "Ana" } } as Conversation;

const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
beforeEach(() => queryClient.clear());

function World({ conversation: shown }: { conversation: Conversation }) {
  return (
    <QueryClientProvider client={queryClient}>
      <ToastProvider closeLabel="Close" regionLabel="Notifications">
        <WorkspaceProvider value="padaria">
          <div style={{ height: 600, display: "flex", flexDirection: "column" }}>
            <MessageList conversation={shown} />
          </div>
        </WorkspaceProvider>
      </ToastProvider>
    </QueryClientProvider>
  );
}

test("older messages that cannot be fetched are asked for once, with a reason and a way to ask again", async () => {
  const asked: string[] = [];
  let broken = true;
  server.answer = async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (!pathname.endsWith("/messages")) return Response.json({ timeZone: "UTC" });
    const before = searchParams.get("before") ?? "newest";
    asked.push(before);
    if (before === "newest") return Response.json(pageOf(1, "older"));
    if (broken) return Response.json({ code: "teapot", detail: "This cursor is too old." }, { status: 400 });
    return Response.json(pageOf(2, null));
  };
  await render(<World conversation={conversation} />);
  await expect.element(page.getByRole("alert").getByText("This cursor is too old.")).toBeVisible();
  await expect.element(page.getByText("Words 1.1")).toBeVisible();
  broken = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect.element(page.getByText("Words 2.3")).toBeVisible();
  expect(asked).toEqual(["newest", "older", "older"]);
  expect(page.getByRole("alert").elements()).toEqual([]);
});

test("sending again is offered only where it can work now", async () => {
  const failed = {
    ...pageOf(1, null).items[0],
    direction: "out",
    author: { kind: "person", id: "a", name: "Ana" },
    status: "failed",
    error: { code: "unreachable", detail: null },
  };
  server.answer = async (request) =>
    Response.json(request.url.includes("/messages") ? { items: [failed], nextCursor: null } : { timeZone: "UTC" });
  const connection = { id: "k", name: "Reception", channel: "whatsapp" };
  const open = { ...conversation, connection, windowClosesAt: new Date(Date.now() + 3_600_000).toISOString() };
  const again = page.getByRole("button", { name: "Send again" });
  const { rerender } = await render(<World conversation={open} />);
  await expect.element(again).toBeVisible();
  await rerender(<World conversation={{ ...open, windowClosesAt: new Date(Date.now() - 1000).toISOString() }} />);
  await expect.element(again).not.toBeInTheDocument();
  await expect.element(page.getByText("The contact has no address on this channel.")).toBeVisible();
  await rerender(<World conversation={open} />);
  await expect.element(again).toBeVisible();
  await rerender(<World conversation={{ ...open, connection: null }} />);
  await expect.element(again).not.toBeInTheDocument();
});
