import "../../../styles.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { loadTexts, startI18n } from "../../../shared/i18n/i18n.ts";
import { WorkspaceProvider } from "../../../shared/session/workspace.ts";
import type { Contact } from "./contact-queries.ts";
import { EditContactDialog } from "./edit-contact-dialog.tsx";

/** The API client takes hold of fetch when it is made, so a stand-in has to be there before. */
const sent = vi.hoisted(() => {
  const bodies: unknown[] = [];
  globalThis.fetch = async (input, init) => {
    bodies.push(await new Request(input, init).json());
    return Response.json({});
  };
  return bodies;
});

beforeAll(async () => {
  localStorage.setItem("prosa.language", "en");
  await startI18n();
  await loadTexts("conversations");
});
const queryClient = new QueryClient();
const onOpenChange = vi.fn();
beforeEach(() => {
  sent.length = 0;
  onOpenChange.mockClear();
});

function Example({ tags, email = null }: { tags: string[]; email?: string | null }) {
  const contact = { id: "c1", name: "Bia", email, tags } as unknown as Contact;
  return (
    <QueryClientProvider client={queryClient}>
      <WorkspaceProvider value="padaria">
        <EditContactDialog contact={contact} onOpenChange={onOpenChange} open />
      </WorkspaceProvider>
    </QueryClientProvider>
  );
}

const save = async () => {
  await page.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => onOpenChange).toHaveBeenCalledWith(false);
};

test("only what was changed here is sent: a tag the flow added meanwhile stays", async () => {
  const { rerender } = await render(<Example tags={[]} />);
  await page.getByLabelText("Email").fill("bia@example.com");
  await rerender(<Example tags={["wants a visit"]} />);
  await expect.element(page.getByText("wants a visit", { exact: true })).toBeVisible();
  await save();
  expect(sent).toEqual([{ email: "bia@example.com" }]);
});

test("tags added and removed here go on top of what there is", async () => {
  const { rerender } = await render(<Example tags={["old", "client"]} />);
  await page.getByRole("button", { name: "Remove old" }).click();
  await page.getByRole("combobox").fill("vip");
  await userEvent.keyboard("{Enter}");
  await rerender(<Example tags={["old", "client", "wants a visit"]} />);
  await expect.element(page.getByText("wants a visit", { exact: true })).toBeVisible();
  await expect.element(page.getByText("vip", { exact: true })).toBeVisible();
  await save();
  expect(sent).toEqual([{ addTags: ["vip"], removeTags: ["old"] }]);
});
