import "../../../styles.css";
import { ToastProvider } from "@prosa/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { beforeAll, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { loadTexts, startI18n } from "../../../shared/i18n/i18n.ts";
import { WorkspaceProvider } from "../../../shared/session/workspace.ts";
import type { Conversation } from "../conversation-queries.ts";
import { HandBackDialog } from "./hand-back-dialog.tsx";

vi.hoisted(() => {
  globalThis.fetch = async () => Response.json({ items: [] });
});

beforeAll(async () => {
  localStorage.setItem("prosa.language", "en");
  await startI18n();
  await loadTexts("conversations");
});
const queryClient = new QueryClient();

function Example({ pausedFlow }: { pausedFlow: Conversation["pausedFlow"] }) {
  // The bot's flow is still named: it spoke last here.
  const conversation = { id: "c1", flow: { id: "f", name: "Welcome", version: 1 }, pausedFlow } as Conversation;
  return (
    <QueryClientProvider client={queryClient}>
      <ToastProvider closeLabel="Close" regionLabel="Notifications">
        <WorkspaceProvider value="padaria">
          <HandBackDialog conversation={conversation} onOpenChange={() => undefined} open />
        </WorkspaceProvider>
      </ToastProvider>
    </QueryClientProvider>
  );
}

const goOn = page.getByRole("radio", { name: /Continue where/ });
const start = page.getByRole("radio", { name: /Start a flow/ });

test("after the bot's own transfer nothing waits: starting a flow is what is picked", async () => {
  await render(<Example pausedFlow={null} />);
  await expect.element(start).toBeChecked();
  await expect.element(goOn).toBeDisabled();
  await expect.element(page.getByText("No flow was running here.")).toBeVisible();
});

test("a flow that waits can go on, until it ends", async () => {
  const { rerender } = await render(<Example pausedFlow={{ id: "f", name: "Welcome" }} />);
  await expect.element(goOn).toBeChecked();
  await rerender(<Example pausedFlow={null} />);
  await expect.element(start).toBeChecked();
});
