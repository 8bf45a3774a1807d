import "../../../styles.css";
import { builtInRegistry } from "@prosa/flow-nodes";
import type { FlowDocument, Json } from "@prosa/flow-schema";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { meQuery } from "../../../shared/session/me.ts";
import { WorkspaceProvider } from "../../../shared/session/workspace.ts";
import { createDocumentStore, type DocumentStore } from "../document/store.ts";
import { smallFlow } from "../testing/small-flow.ts";
import { StudioWorld } from "../testing/studio-world.tsx";
import { Inspector } from "./inspector.tsx";

const issueText = () => "";
let store: DocumentStore;
const state = () => store.getState();

async function show(document: FlowDocument, selected: string) {
  store = createDocumentStore({ document });
  state().select({ nodes: [selected] });
  const queries = new QueryClient();
  queries.setQueryData(meQuery.queryKey, { workspaces: [] } as never);
  await render(
    <StudioWorld>
      <QueryClientProvider client={queries}>
        <WorkspaceProvider value="clinic">
          <Inspector issueText={issueText} registry={builtInRegistry} store={store} />
        </WorkspaceProvider>
      </QueryClientProvider>
    </StudioWorld>,
  );
}

describe("a file on its way up", () => {
  const picture = { hash: "a".repeat(64), mimeType: "image/png", size: 4, filename: "map.png" };
  const bubble = (type: string, text: string, order: number): Record<string, Json> => ({
    type,
    text,
    media: null,
    voice: false,
    order,
  });
  let uploaded: (answer: Response) => void;
  const sending = () => page.getByText("Sending the file…");
  const bubbles = () => state().document.nodes.hello?.config.bubbles;

  beforeEach(async () => {
    const media = new Promise<Response>((done) => {
      uploaded = done;
    });
    const fetched = globalThis.fetch;
    vi.spyOn(globalThis, "fetch").mockImplementation((...call) =>
      `${call[0] as string}`.endsWith("/media") ? media : fetched(...call),
    );
    const config = { bubbles: { a: bubble("image", "", 1), b: bubble("text", "Hi", 2) } };
    const flow = smallFlow();
    const hello = { type: "message", version: 1, config, at: { x: 0, y: 400 } };
    await show({ ...flow, nodes: { ...flow.nodes, hello } }, "hello");
    const input = await vi.waitUntil(() => document.querySelector("input[type=file]"));
    await userEvent.upload(input, new File(["map"], "map.png"));
    await vi.waitUntil(() => sending().elements().length === 1);
  });
  afterEach(() => vi.restoreAllMocks());

  test("is put where it was chosen, and nothing written meanwhile is lost", async () => {
    await page.getByRole("textbox", { name: "Text" }).last().fill("Written meanwhile");
    await page.getByRole("button", { name: "Add: Messages" }).click();
    const added = Object.keys(bubbles() as object).find((id) => id !== "a" && id !== "b") as string;
    uploaded(Response.json(picture));
    await expect.poll(bubbles).toMatchObject({
      a: { media: picture },
      b: { text: "Written meanwhile", media: null },
      [added]: { media: null },
    });
  });

  test("is put there too when another block is shown by then", async () => {
    state().select({ nodes: ["bye"] });
    await expect.element(sending()).not.toBeInTheDocument();
    uploaded(Response.json(picture));
    await expect.poll(bubbles).toMatchObject({ a: { media: picture }, b: { text: "Hi" } });
  });

  test("leaves everything alone when its bubble is gone by then", async () => {
    await page.getByRole("button", { name: "Remove number 1" }).click();
    uploaded(Response.json(picture));
    await page.getByRole("textbox", { name: "Text" }).last().fill("After");
    expect(Object.keys(bubbles() as object)).toEqual(["b"]);
  });

  test("is said to have failed also when another block is shown by then", async () => {
    state().select({ nodes: ["bye"] });
    await expect.element(sending()).not.toBeInTheDocument();
    uploaded(Response.json({ code: "too-large", detail: "The file is too large." }, { status: 413 }));
    await expect.element(page.getByText("The file is too large.")).toBeVisible();
  });
});

describe("an item that was removed", () => {
  const options = () => state().document.nodes.menu?.config.options;
  const undo = () => page.getByRole("button", { name: "Undo" }).click();

  test("comes back as it was by its toast, and what was edited since stays", async () => {
    await show(smallFlow(), "menu");
    await page.getByRole("button", { name: "Remove number 1" }).click();
    await page.getByRole("textbox", { name: "Message" }).fill("Written since");
    await page.getByRole("textbox", { name: "Option" }).fill("Our prices");
    await undo();
    await expect.poll(options).toMatchObject({ a: { title: "Book", order: 1 }, b: { title: "Our prices" } });
    expect(state().document.nodes.menu?.config.text).toBe("Written since");
  });

  test("is left as it is when it came back otherwise and was edited", async () => {
    await show(smallFlow(), "menu");
    await page.getByRole("button", { name: "Remove number 1" }).click();
    state().undo();
    await page.getByRole("textbox", { name: "Option" }).first().fill("Make an appointment");
    await undo();
    await expect.element(page.getByText("Removed")).not.toBeInTheDocument();
    expect(options()).toMatchObject({ a: { title: "Make an appointment" }, b: { title: "Prices" } });
  });

  test("is a step of undo of its own, however soon after others", async () => {
    await show(smallFlow(), "menu");
    await page.getByRole("textbox", { name: "Option" }).last().fill("Our prices");
    await page.getByRole("button", { name: "Remove number 1" }).click();
    state().undo();
    expect(options()).toMatchObject({ a: { title: "Book" }, b: { title: "Our prices" } });
  });
});
