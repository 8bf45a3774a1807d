import "../../../styles.css";
import { ToastProvider } from "@prosa/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { loadTexts, startI18n } from "../../../shared/i18n/i18n.ts";
import { usePageTitle } from "../../../shared/screens/page-title.ts";
import { meQuery } from "../../../shared/session/me.ts";
import { WorkspaceProvider } from "../../../shared/session/workspace.ts";
import { countsQuery } from "../conversation-queries.ts";
import { AlertSwitch } from "./alert-switch.tsx";
import { useAttention } from "./use-attention.ts";

vi.hoisted(() => {
  globalThis.fetch = () => new Promise(() => undefined);
});

beforeAll(async () => {
  localStorage.setItem("prosa.language", "en");
  await startI18n();
  await loadTexts("conversations", "shell");
});

const notes = vi.fn();
const notified = vi.fn();
const requestPermission = vi.fn(() => Promise.resolve("granted"));
let hidden = false;
let account = 0;
let queryClient: QueryClient;
beforeEach(() => {
  account += 1;
  hidden = false;
  queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  queryClient.setQueryData(meQuery.queryKey, { account: { id: `a${account}` } } as never);
  set({});
  vi.spyOn(document, "hidden", "get").mockImplementation(() => hidden);
  vi.spyOn(OscillatorNode.prototype, "start").mockImplementation(notes);
  vi.spyOn(OscillatorNode.prototype, "stop").mockImplementation(() => undefined);
  vi.stubGlobal(
    "Notification",
    Object.assign(
      class {
        constructor(text: string) {
          notified(text);
        }
      },
      { permission: "granted", requestPermission },
    ),
  );
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  for (const spy of [notes, notified, requestPermission]) spy.mockClear();
});

const none = { bot: 0, waiting: 0, open: 0, mine: 1, mineUnread: 0, mineMessages: 0 };
const set = (counts: Partial<typeof none>) =>
  queryClient.setQueryData(countsQuery("padaria").queryKey, { ...none, ...counts });

function Layout() {
  useAttention();
  usePageTitle("Flows");
  return <AlertSwitch />;
}
const show = () =>
  render(
    <QueryClientProvider client={queryClient}>
      <ToastProvider closeLabel="Close" regionLabel="Notifications">
        <WorkspaceProvider value="padaria">
          <Layout />
        </WorkspaceProvider>
      </ToastProvider>
    </QueryClientProvider>,
  );
const toggle = page.getByRole("button", { name: "Alert with sound and notification" });

test("the title of every screen counts whoever waits and my own conversations with unread messages", async () => {
  const { unmount } = await show();
  await expect.poll(() => document.title).toBe("Flows · Prosa");
  set({ waiting: 2, mineUnread: 1, mineMessages: 4 });
  await expect.poll(() => document.title).toBe("(3) Flows · Prosa");
  await unmount();
  expect(document.title).toBe("Flows · Prosa");
});

test("nobody is called, and the browser is asked for nothing, until it is switched on", async () => {
  await show();
  await expect.element(toggle).toHaveAttribute("aria-pressed", "false");
  hidden = true;
  set({ waiting: 1 });
  await expect.poll(() => document.title).toBe("(1) Flows · Prosa");
  expect(requestPermission).not.toHaveBeenCalled();
  expect(notes).not.toHaveBeenCalled();
  hidden = false;
  await toggle.click();
  expect(requestPermission).toHaveBeenCalledOnce();
  await expect.element(toggle).toHaveAttribute("aria-pressed", "true");
});

test("switched on, a hidden tab calls for whoever waits and for each message in mine; a tab that is seen does not", async () => {
  await show();
  await toggle.click();
  set({ waiting: 1 });
  await expect.poll(() => document.title).toBe("(1) Flows · Prosa");
  hidden = true;
  set({ waiting: 2 });
  await expect.poll(() => notified.mock.calls).toEqual([["A customer is waiting"]]);
  expect(notes).toHaveBeenCalledTimes(2);
  set({ waiting: 2, mineUnread: 1, mineMessages: 1 });
  set({ waiting: 1, mineUnread: 1, mineMessages: 2 });
  await expect.poll(() => notified.mock.calls.at(-1)).toEqual(["New message in a conversation of yours"]);
  const called = notified.mock.calls.length;
  set({ waiting: 0 });
  await expect.poll(() => document.title).toBe("Flows · Prosa");
  expect(notified).toHaveBeenCalledTimes(called);
});

test("the choice is the person's, and is kept", async () => {
  const first = await show();
  await toggle.click();
  await expect.element(toggle).toHaveAttribute("aria-pressed", "true");
  await first.unmount();
  const again = await show();
  await expect.element(toggle).toHaveAttribute("aria-pressed", "true");
  await again.unmount();
  queryClient.setQueryData(meQuery.queryKey, { account: { id: "somebody else" } } as never);
  await show();
  await expect.element(toggle).toHaveAttribute("aria-pressed", "false");
});
