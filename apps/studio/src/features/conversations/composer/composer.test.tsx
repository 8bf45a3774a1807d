import "../../../styles.css";
import { ToastProvider } from "@prosa/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { loadTexts, startI18n } from "../../../shared/i18n/i18n.ts";
import { meQuery } from "../../../shared/session/me.ts";
import { WorkspaceProvider } from "../../../shared/session/workspace.ts";
import type { Conversation } from "../conversation-queries.ts";
import { openUnsent } from "../unsent/unsent-session.ts";
import { useUnsent } from "../unsent/unsent-store.ts";
import { Composer } from "./composer.tsx";

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

interface Posted {
  clientId: string;
  bubble: { type: string; text?: string; caption?: string };
}
let posted: Posted[] = [];
let answer: () => Response = () => Response.json({}, { status: 201 });

let count = 0;
let queryClient: QueryClient;
let close: () => void;
afterEach(() => close());
beforeEach(() => {
  posted = [];
  answer = () => Response.json({}, { status: 201 });
  count += 1;
  queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  queryClient.setQueryData(meQuery.queryKey, { account: { id: `account ${count}` } } as never);
  close = openUnsent(queryClient, `account ${count}`);
  server.answer = async (request) => {
    if (request.url.endsWith("/media")) return Response.json(file, { status: 201 });
    if (request.url.endsWith("/me")) return Response.json({ account: { id: `account ${count}` } });
    if (!request.url.endsWith("/messages")) return Response.json({}, { status: 404 });
    posted.push((await request.clone().json()) as Posted);
    return answer();
  };
});

const file = { hash: "a".repeat(64), mimeType: "image/png", size: 3, filename: "pedido.png", url: "/x" };

function conversation(more: Partial<Conversation> = {}): Conversation {
  return {
    id: `c${count}`,
    status: "open",
    speaker: "person",
    connection: { id: "k", name: "Reception", channel: "whatsapp" },
    windowClosesAt: new Date(Date.now() + 5 * 3_600_000).toISOString(),
    ...more,
  } as Conversation;
}

const world = (one: Conversation) => (
  <QueryClientProvider client={queryClient}>
    <ToastProvider closeLabel="Close" regionLabel="Notifications">
      <WorkspaceProvider value="padaria">
        <Composer conversation={one} />
      </WorkspaceProvider>
    </ToastProvider>
  </QueryClientProvider>
);
const show = (one: Conversation) => render(world(one));
const field = () => page.getByRole("textbox", { name: "Your message" });

test("Enter sends, Shift and Enter begins a line", async () => {
  await show(conversation());
  await field().click();
  await userEvent.keyboard("first{Shift>}{Enter}{/Shift}second");
  expect(posted).toEqual([]);
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => posted.map(({ bubble }) => bubble)).toEqual([{ type: "text", text: "first\nsecond" }]);
  await expect.element(field()).toHaveValue("");
});

test("says whose conversation it is when it is a colleague's, and still lets one write", async () => {
  const bruno = { id: "bruno", name: "Bruno" };
  const { rerender } = await show(conversation({ assignee: bruno }));
  await expect.element(page.getByText("Bruno is handling this")).toBeVisible();
  await expect.element(field()).toBeEnabled();
  const mine = conversation({ assignee: { id: `account ${count}`, name: "Ana" } });
  await rerender(world(mine));
  await expect.element(page.getByText(/is handling this/)).not.toBeInTheDocument();
});

test("says that the connection is gone, and offers no field to write in vain", async () => {
  await show(conversation({ connection: null }));
  await expect.element(page.getByText("Connection removed")).toBeVisible();
  await expect.element(page.getByText(/nothing can be sent over it any more/)).toBeVisible();
  expect(field().elements()).toEqual([]);
});

test("sends nothing when there is nothing to send", async () => {
  await show(conversation());
  await field().fill("   ");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("button", { name: "Send" })).toBeDisabled();
  expect(posted).toEqual([]);
});

test("messages go in the order they were written, though the first takes its time", async () => {
  let release: () => void = () => undefined;
  const first = new Promise<void>((resume) => {
    release = resume;
  });
  await show(conversation());
  const { answer: network } = server;
  server.answer = async (request) => {
    if ((await request.clone().text()).includes('"one"')) await first;
    return network(request);
  };
  for (const words of ["one", "two"]) {
    await field().fill(words);
    await userEvent.keyboard("{Enter}");
  }
  expect(useUnsent.getState().outbox).toHaveLength(2);
  expect(posted).toEqual([]);
  release();
  await expect.poll(() => posted.map(({ bubble }) => bubble.text)).toEqual(["one", "two"]);
});

test("keeps a refused message with its reason", async () => {
  answer = () => Response.json({ code: "window_shut", status: 409 }, { status: 409 });
  await show(conversation());
  await field().fill("hello");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => useUnsent.getState().outbox[0]?.problem).toMatchObject({ code: "window_shut" });
  expect(posted).toHaveLength(1);
});

test("what was being written is still there on coming back", async () => {
  const one = conversation();
  const screen = await show(one);
  await field().fill("half a sent");
  await screen.unmount();
  await show(one);
  await expect.element(field()).toHaveValue("half a sent");
});

test("a file that was chosen is still there on coming back, though it was still on its way", async () => {
  let release: () => void = () => undefined;
  const uploaded = new Promise<void>((resume) => {
    release = resume;
  });
  const { answer: network } = server;
  server.answer = async (request) => {
    if (request.url.endsWith("/media")) await uploaded;
    return network(request);
  };
  const one = conversation();
  const screen = await show(one);
  const input = document.querySelector("input[type=file]") as HTMLInputElement;
  await userEvent.upload(input, new File(["abc"], "pedido.png", { type: "image/png" }));
  await expect.element(page.getByText("Uploading")).toBeVisible();
  await screen.unmount();
  release();
  await show(one);
  await expect.element(page.getByText("pedido.png")).toBeVisible();
  await expect.element(page.getByText("3 B")).toBeVisible();
  await page.getByRole("button", { name: "Send" }).click();
  await expect.poll(() => posted.map(({ bubble }) => bubble.type)).toEqual(["image"]);
  await expect.element(page.getByText("pedido.png")).not.toBeInTheDocument();
});

test("the words become the caption of a file", async () => {
  await show(conversation());
  const input = document.querySelector("input[type=file]") as HTMLInputElement;
  await userEvent.upload(input, new File(["abc"], "pedido.png", { type: "image/png" }));
  await expect.element(page.getByText("pedido.png")).toBeVisible();
  await field().fill("my request");
  await expect.element(page.getByText("3 B")).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => posted.map(({ bubble }) => [bubble.type, bubble.caption])).toEqual([["image", "my request"]]);
});

test("offers templates and nothing else when the window is shut", async () => {
  await show(conversation({ windowClosesAt: new Date(Date.now() - 1000).toISOString() }));
  await expect.element(page.getByText("The 24-hour window is shut")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Choose a template" })).toBeVisible();
  expect(field().elements()).toHaveLength(0);
});

test("a closed conversation is only read", async () => {
  await show(conversation({ status: "closed" }));
  await expect.element(page.getByText(/This conversation is closed/)).toBeVisible();
  expect(field().elements()).toHaveLength(0);
});
