import { type MouseEvent, useState } from "react";
import { useEditor } from "../editor-context.ts";
import { noteIdOf } from "./graph-types.ts";

/** What the menu was opened on, and where in the window. */
export interface OpenedMenu {
  target: "things" | "link" | "canvas";
  point: { x: number; y: number };
}

/** Opens the canvas's own menu; what is under the pointer is selected first. */
export function useMenuAim() {
  const { store } = useEditor();
  const [opened, setOpened] = useState<OpenedMenu | null>(null);
  const aim = (event: MouseEvent<HTMLElement>) => {
    const under = event.target as Element;
    if (under.closest("input, textarea, [role=toolbar]")) return;
    event.preventDefault();
    setOpened({ target: chosen(under), point: { x: event.clientX, y: event.clientY } });
  };
  const chosen = (under: Element): OpenedMenu["target"] => {
    const { selection, select } = store.getState();
    const node = under.closest<HTMLElement>(".react-flow__node")?.dataset.id;
    const link = under.closest<HTMLElement>(".react-flow__edge")?.dataset.id;
    if (node) {
      const note = noteIdOf(node);
      const already = note === undefined ? selection.nodes.includes(node) : selection.notes.includes(note);
      if (!already) select(note === undefined ? { nodes: [node] } : { notes: [note] });
      return "things";
    }
    if (!link) return under.closest(".react-flow__nodesselection") ? "things" : "canvas";
    select({ edges: [link] });
    return "link";
  };
  return { opened, aim, close: () => setOpened(null) };
}
