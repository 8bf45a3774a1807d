import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { setNote } from "../document/edits.ts";
import { createDocumentStore, type DocumentStore } from "../document/store.ts";
import { smallFlow } from "../testing/small-flow.ts";
import { TestWorkbench } from "../testing/test-workbench.tsx";

let store: DocumentStore;
const state = () => store.getState();

beforeEach(async () => {
  await page.viewport(1280, 800);
  store = createDocumentStore({ document: smallFlow() });
  await render(<TestWorkbench store={store} />);
  await vi.waitUntil(() => document.querySelectorAll(".link-path").length === 1);
});

const css = (selector: string) => document.querySelector(selector) as HTMLElement;
const card = (id: string) => css(`.react-flow__node[data-id="${id}"]`);
const exit = (node: string, port: string) => css(`.react-flow__node[data-id="${node}"] [data-handleid="${port}"]`);
const pane = () => css(".react-flow__pane");

interface Drag {
  from: Element;
  to: Element;
  /** From the top left corner of each; absent: the middle. */
  at?: { x: number; y: number };
  until?: { x: number; y: number };
}

const drag = ({ from, to, at, until }: Drag) =>
  userEvent.dragAndDrop(from, to, { sourcePosition: at, targetPosition: until, steps: 8 } as never);

const palette = (name: RegExp) => page.getByRole("button", { name }).element();

describe("the palette", () => {
  test("drags a block onto the canvas, where it is selected", async () => {
    await drag({ from: palette(/^Message/), to: pane(), until: { x: 500, y: 600 } });
    await expect.poll(() => Object.keys(state().document.nodes)).toHaveLength(4);
    const [added] = state().selection.nodes;
    expect(state().document.nodes[added ?? ""]?.type).toBe("message");
  });

  test("adds a block after the selected one, linked from its open exit, by Enter", async () => {
    state().select({ nodes: ["menu"] });
    (palette(/^Message/) as HTMLElement).focus();
    await userEvent.keyboard("{Enter}");
    const [added] = state().selection.nodes;
    expect(state().document.edges["menu:a"]?.to).toBe(added);
  });

  test("adds the first block found by Enter in the search, and Tab goes on to what was found", async () => {
    state().select({ nodes: ["menu"] });
    await userEvent.keyboard("/");
    await userEvent.keyboard("QUEST");
    await expect.element(page.getByRole("button", { name: /^Question/ })).toBeVisible();
    await userEvent.keyboard("{Tab}");
    await expect.element(page.getByRole("button", { name: /^Question/ })).toHaveFocus();
    await userEvent.keyboard("{Shift>}{Tab}{/Shift}{Enter}");
    const [added] = state().selection.nodes;
    expect(state().document.nodes[added ?? ""]?.type).toBe("question");
    expect(state().document.edges["menu:a"]?.to).toBe(added);
    await expect.element(page.getByRole("button", { name: /^Message/ })).toBeVisible();
  });

  test("finds blocks without regard to case, and says when there is none", async () => {
    await userEvent.keyboard("/");
    await userEvent.keyboard("QUEST");
    await expect.element(page.getByRole("button", { name: /^Question/ })).toBeVisible();
    expect(page.getByRole("button", { name: /^Message/ }).elements()).toHaveLength(0);
    await userEvent.keyboard("xyz");
    await expect.element(page.getByText(/Nothing with/)).toBeVisible();
  });
});

describe("links", () => {
  test("are drawn from an exit to anywhere on a block", async () => {
    await drag({ from: exit("menu", "a"), to: card("bye"), until: { x: 60, y: 60 } });
    await expect.poll(() => state().document.edges["menu:a"]?.to).toBe("bye");
    await expect.poll(() => exit("menu", "a").classList.contains("is-linked")).toBe(true);
  });

  test("dropped on empty canvas ask which block to add there", async () => {
    await drag({ from: exit("menu", "b"), to: pane(), until: { x: 700, y: 600 } });
    await expect.element(page.getByRole("dialog", { name: "Which block goes here?" })).toBeVisible();
    await userEvent.keyboard("Question{Enter}");
    await expect.poll(() => state().document.edges["menu:b"]?.to).toBeDefined();
    expect(state().document.nodes[state().document.edges["menu:b"]?.to ?? ""]?.type).toBe("question");
  });

  test("never lead to where the flow begins", async () => {
    await drag({ from: exit("menu", "a"), to: card("start"), until: { x: 60, y: 20 } });
    expect(state().document.edges["menu:a"]).toBeUndefined();
  });
});

describe("selecting", () => {
  test("by a box takes what it touches", async () => {
    const box = pane().getBoundingClientRect();
    const menu = card("menu").getBoundingClientRect();
    await drag({
      from: pane(),
      to: pane(),
      at: { x: menu.left - box.left - 20, y: menu.top - box.top - 60 },
      until: { x: box.width - 20, y: menu.bottom - box.top + 20 },
    });
    await expect.poll(() => state().selection.nodes.toSorted()).toEqual(["bye", "menu"]);
  });

  test("with shift adds to what is selected", async () => {
    await userEvent.click(page.getByText("Main menu"));
    await userEvent.keyboard("{Shift>}");
    await userEvent.click(page.getByText("The end"));
    await userEvent.keyboard("{/Shift}");
    await expect.poll(() => state().selection.nodes.toSorted()).toEqual(["bye", "menu"]);
  });
});

describe("the keyboard", () => {
  test("removes, undoes and redoes", async () => {
    await userEvent.click(page.getByText("Main menu"));
    await userEvent.keyboard("{Delete}");
    expect(Object.keys(state().document.nodes)).toEqual(["start", "bye"]);
    expect(state().document.edges).toEqual({});
    await userEvent.keyboard("{Control>}z{/Control}");
    expect(state().document).toEqual(smallFlow());
    await userEvent.keyboard("{Control>}y{/Control}");
    expect(Object.keys(state().document.nodes)).toEqual(["start", "bye"]);
  });

  test("moves the selected block, as one step of undo", async () => {
    await userEvent.click(page.getByText("Main menu"));
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowRight}");
    await expect.poll(() => state().document.nodes.menu?.at.y).toBeGreaterThan(0);
    await userEvent.keyboard("{Control>}z{/Control}");
    expect(state().document.nodes.menu?.at).toEqual({ x: 256, y: 0 });
  });

  test("walks along the links with Tab", async () => {
    await userEvent.click(card("start"));
    await userEvent.keyboard("{Tab}");
    await expect.poll(() => state().selection.nodes).toEqual(["menu"]);
    await userEvent.keyboard("{Shift>}{Tab}{/Shift}");
    await expect.poll(() => state().selection.nodes).toEqual(["start"]);
  });

  test("duplicates with the links between", async () => {
    state().select({ nodes: ["start", "menu", "bye"] });
    await userEvent.keyboard("{Control>}d{/Control}");
    expect(Object.keys(state().document.nodes)).toHaveLength(5);
  });

  test("pastes plain text as a message", async () => {
    const data = new DataTransfer();
    data.setData("text/plain", "Good morning!");
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    await expect.element(page.getByText("Good morning!")).toBeVisible();
  });

  test("is another control's while that has the focus, but for what goes with Ctrl", async () => {
    state().select({ nodes: ["menu"] });
    (palette(/^Message/) as HTMLElement).focus();
    await userEvent.keyboard("{Backspace}{Delete}n");
    expect(state().document).toEqual(smallFlow());
    await userEvent.keyboard("{Control>}d{/Control}");
    expect(Object.keys(state().document.nodes)).toHaveLength(4);
  });

  test("is the canvas's again after a press on a block or beside it", async () => {
    (palette(/^Message/) as HTMLElement).focus();
    await userEvent.click(page.getByText("Main menu"));
    await userEvent.keyboard("{Delete}");
    expect(Object.keys(state().document.nodes)).toEqual(["start", "bye"]);
    (palette(/^Message/) as HTMLElement).focus();
    await userEvent.click(pane(), { position: { x: 600, y: 600 } });
    await userEvent.keyboard("n");
    expect(Object.keys(state().document.notes)).toHaveLength(1);
  });

  test("is the canvas's after a block was dragged out of the palette", async () => {
    await drag({ from: palette(/^Message/), to: pane(), until: { x: 500, y: 600 } });
    await expect.poll(() => Object.keys(state().document.nodes)).toHaveLength(4);
    await userEvent.keyboard("{Delete}");
    expect(Object.keys(state().document.nodes)).toHaveLength(3);
  });

  test("does nothing behind an open menu", async () => {
    await userEvent.click(page.getByText("The end"), { button: "right" });
    await expect.element(page.getByRole("menuitem", { name: /Duplicate/ })).toBeVisible();
    (document.activeElement as HTMLElement).blur();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Delete", bubbles: true }));
    expect(Object.keys(state().document.nodes)).toHaveLength(3);
  });

  test("does nothing to the drawing while somebody types", async () => {
    await userEvent.click(page.getByText("Main menu"));
    await userEvent.keyboard("/");
    await userEvent.keyboard("abc{Backspace}{Delete}");
    expect(Object.keys(state().document.nodes)).toHaveLength(3);
  });
});

describe("notes", () => {
  test("are added by a key, written in at once, and undone", async () => {
    await userEvent.click(page.getByText("Main menu"));
    await userEvent.keyboard("n");
    await userEvent.keyboard("Ask Caio{Escape}");
    await expect.poll(() => Object.values(state().document.notes).map((note) => note.text)).toEqual(["Ask Caio"]);
    state().undo();
    expect(Object.values(state().document.notes).map((note) => note.text)).toEqual([""]);
    state().undo();
    expect(state().document.notes).toEqual({});
  });

  test("keep what is being written when the canvas is moved away under it", async () => {
    await userEvent.click(page.getByText("Main menu"));
    await userEvent.keyboard("n");
    await userEvent.keyboard("Ask Caio");
    pane().dispatchEvent(new WheelEvent("wheel", { deltaX: 4000, bubbles: true, cancelable: true }));
    await expect.element(page.getByRole("textbox", { name: "Note text" })).not.toBeInTheDocument();
    pane().dispatchEvent(new WheelEvent("wheel", { deltaX: -4000, bubbles: true, cancelable: true }));
    await expect.element(page.getByText("Ask Caio")).toBeVisible();
    expect(Object.values(state().document.notes).map((note) => note.text)).toEqual(["Ask Caio"]);
  });

  test("are written in again with a double click, and the words stay in their order", async () => {
    const note = { text: "Caio", at: { x: 0, y: 300 }, size: { width: 200, height: 96 }, color: "blue" as const };
    state().commit(setNote("n", note), "note");
    await userEvent.dblClick(page.getByText("Caio"));
    await userEvent.keyboard("{Home}Ask {Escape}");
    await expect.element(page.getByText("Ask Caio")).toBeVisible();
    expect(state().document.notes.n?.text).toBe("Ask Caio");
  });
});

describe("the menu under the right button", () => {
  const choose = async (on: () => Promise<void>, item: RegExp) => {
    await on();
    await userEvent.click(page.getByRole("menuitem", { name: item }));
  };
  const onBlock = () => userEvent.click(page.getByText("The end"), { button: "right" });
  const onCanvas = (x = 200) => userEvent.click(pane(), { button: "right", position: { x, y: 600 } });
  /** As over plain http, or in a browser that refuses. */
  const clipboardIs = (clipboard: Partial<Clipboard> | undefined) => {
    Object.defineProperty(navigator, "clipboard", { configurable: true, value: clipboard });
    onTestFinished(() => void Reflect.deleteProperty(navigator, "clipboard"));
  };
  const labels = () => Object.values(state().document.nodes).map(({ label }) => label);

  test("cuts, copies and pastes where the page has no clipboard", async () => {
    clipboardIs(undefined);
    await choose(onBlock, /Cut/);
    await expect.poll(labels).toEqual([undefined, "Main menu"]);
    await choose(onCanvas, /Paste/);
    await expect.poll(labels).toEqual([undefined, "Main menu", "The end"]);
    await choose(onBlock, /Copy/);
    await choose(() => onCanvas(600), /Paste/);
    await expect.poll(labels).toEqual([undefined, "Main menu", "The end", "The end"]);
  });

  test("pastes what the keyboard copied where reading the clipboard is refused", async () => {
    clipboardIs({ readText: () => Promise.reject(new Error("refused")) });
    state().select({ nodes: ["menu"] });
    document.body.dispatchEvent(new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true }));
    await choose(onCanvas, /Paste/);
    await expect.poll(labels).toEqual([undefined, "Main menu", "The end", "Main menu"]);
  });

  test("cuts nothing that could not be written", async () => {
    clipboardIs({ writeText: () => Promise.reject(new Error("refused")) });
    const old = vi.spyOn(document, "execCommand").mockReturnValue(false);
    await choose(onBlock, /Cut/);
    await expect.poll(() => document.querySelectorAll("[aria-modal='false']").length).toBe(1);
    old.mockRestore();
    expect(state().document).toEqual(smallFlow());
  });

  test("offers nothing on the start that it cannot do; Delete there says why", async () => {
    await userEvent.click(card("start"), { button: "right" });
    await expect.element(page.getByRole("menuitem", { name: "Add block here" })).toBeVisible();
    expect(page.getByRole("menuitem", { name: /Cut|Duplicate|Delete/ }).elements()).toHaveLength(0);
    await userEvent.keyboard("{Escape}");
    await expect.element(page.getByRole("menu")).not.toBeInTheDocument();
    await userEvent.click(card("start"));
    await userEvent.keyboard("{Delete}");
    await expect.element(page.getByText(/The start stays/).first()).toBeVisible();
    expect(state().document.nodes.start).toBeDefined();
  });

  test("duplicates the block it is opened on", async () => {
    await userEvent.click(page.getByText("The end"), { button: "right" });
    await userEvent.click(page.getByRole("menuitem", { name: /Duplicate/ }));
    await expect.poll(() => Object.keys(state().document.nodes)).toHaveLength(4);
  });

  test("removes the link it is opened on", async () => {
    const link = document.querySelector(".react-flow__edge-interaction") as SVGPathElement;
    const box = link.getBoundingClientRect();
    await userEvent.click(pane(), {
      button: "right",
      position: {
        x: box.left + box.width / 2 - pane().getBoundingClientRect().left,
        y: box.top - pane().getBoundingClientRect().top,
      },
      force: true,
    });
    await userEvent.click(page.getByRole("menuitem", { name: /Delete link/ }));
    await expect.poll(() => state().document.edges).toEqual({});
  });
});

test("dragging a block moves it once, when it is let go", async () => {
  const commits: unknown[] = [];
  store.subscribe((now, before) => now.document !== before.document && commits.push(now.document));
  await drag({ from: card("bye"), to: pane(), at: { x: 60, y: 20 }, until: { x: 800, y: 650 } });
  await expect.poll(() => commits).toHaveLength(1);
  expect(state().document.nodes.bye?.at).not.toEqual({ x: 512, y: 0 });
});

test("a published version can be looked at and not changed", async () => {
  const frozen = createDocumentStore({ document: smallFlow(), readOnly: true });
  await render(<TestWorkbench store={frozen} />);
  await expect.poll(() => document.querySelectorAll(".react-flow").length).toBe(2);
  frozen.getState().select({ nodes: ["menu"] });
  await userEvent.keyboard("{Delete}");
  expect(Object.keys(frozen.getState().document.nodes)).toHaveLength(3);
});
