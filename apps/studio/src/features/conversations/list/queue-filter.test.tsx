import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { beforeAll, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { loadTexts, startI18n } from "../../../shared/i18n/i18n.ts";
import { type Queue, queuesQuery } from "../../../shared/queries/queues.ts";
import { WorkspaceProvider } from "../../../shared/session/workspace.ts";
import { QueueFilter } from "./queue-filter.tsx";

beforeAll(async () => {
  localStorage.setItem("prosa.language", "en");
  await startI18n();
  await loadTexts("conversations");
});

test("a queue that no longer exists is let go of; one that exists is not", async () => {
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  const queues = (...names: string[]) =>
    queryClient.setQueryData(queuesQuery("padaria").queryKey, names.map((name) => ({ id: name, name })) as Queue[]);
  queues("Sales", "Support");
  const onUnknown = vi.fn();
  await render(
    <QueryClientProvider client={queryClient}>
      <WorkspaceProvider value="padaria">
        <QueueFilter onChange={() => undefined} onUnknown={onUnknown} queue="Sales" />
      </WorkspaceProvider>
    </QueryClientProvider>,
  );
  await expect.element(page.getByText("Sales")).toBeVisible();
  expect(onUnknown).not.toHaveBeenCalled();
  queues("Support");
  await expect.poll(() => onUnknown).toHaveBeenCalledOnce();
});
