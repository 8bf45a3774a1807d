import { ContextMenu, MenuItem, MenuSeparator } from "@prosa/ui";
import { useReactFlow } from "@xyflow/react";
import { ClipboardPaste, Copy, CopyPlus, Maximize, Plus, Scissors, StickyNote, Trash2, Unlink } from "lucide-react";
import { type MouseEvent, type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDocument, useEditor } from "../editor-context.ts";
import { useEditorActions } from "../use-editor-actions.ts";
import { noteIdOf } from "./graph-types.ts";

type Target = "things" | "link" | "canvas";

/** What the menu was opened on: set before it opens. */
export function useMenuAim() {
  const { store } = useEditor();
  const [target, setTarget] = useState<Target>("canvas");
  const [point, setPoint] = useState({ x: 0, y: 0 });
  const aim = (event: MouseEvent<HTMLElement>) => {
    setPoint({ x: event.clientX, y: event.clientY });
    const under = event.target as Element;
    const { selection, select } = store.getState();
    const node = under.closest<HTMLElement>(".react-flow__node")?.dataset.id;
    const link = under.closest<HTMLElement>(".react-flow__edge")?.dataset.id;
    if (node) {
      const note = noteIdOf(node);
      const chosen = note === undefined ? selection.nodes.includes(node) : selection.notes.includes(note);
      if (!chosen) select(note === undefined ? { nodes: [node] } : { notes: [note] });
      setTarget("things");
    } else if (link) {
      select({ edges: [link] });
      setTarget("link");
    } else setTarget(under.closest(".react-flow__nodesselection") ? "things" : "canvas");
  };
  return { target, point, aim };
}

/** The menu under the right button (or a long press): for what is selected, or for the empty canvas. */
export function CanvasMenu({ area, ...opened }: ItemsProps & { area: ReactElement }) {
  return (
    <ContextMenu area={area}>
      <Items {...opened} />
    </ContextMenu>
  );
}

interface ItemsProps {
  target: Target;
  point: { x: number; y: number };
}

function Items({ target, point }: ItemsProps) {
  const { t } = useTranslation("flow-editor");
  const { ui } = useEditor();
  const readOnly = useDocument((state) => state.readOnly);
  const flow = useReactFlow();
  const actions = useEditorActions();
  const here = () => flow.screenToFlowPosition(point);
  const copy = () => {
    const text = actions.copy();
    if (text) void navigator.clipboard?.writeText(text);
  };
  const paste = () =>
    void navigator.clipboard?.readText().then(
      (text) => actions.paste(text, here()),
      () => undefined,
    );
  const pickerAt = () => ui.getState().set({ picker: { from: null, at: here(), point: point } });

  if (target === "link") {
    return (
      <MenuItem disabled={readOnly} icon={<Unlink />} onSelect={actions.remove} shortcut="Del">
        {t("menu.unlink")}
      </MenuItem>
    );
  }
  if (target === "things") {
    return (
      <>
        <MenuItem
          disabled={readOnly}
          icon={<Scissors />}
          onSelect={() => {
            copy();
            actions.remove();
          }}
          shortcut="Ctrl X"
        >
          {t("menu.cut")}
        </MenuItem>
        <MenuItem icon={<Copy />} onSelect={copy} shortcut="Ctrl C">
          {t("menu.copy")}
        </MenuItem>
        <MenuItem disabled={readOnly} icon={<CopyPlus />} onSelect={actions.duplicate} shortcut="Ctrl D">
          {t("menu.duplicate")}
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger disabled={readOnly} icon={<Trash2 />} onSelect={actions.remove} shortcut="Del">
          {t("action.remove")}
        </MenuItem>
      </>
    );
  }
  return (
    <>
      <MenuItem disabled={readOnly} icon={<Plus />} onSelect={pickerAt}>
        {t("menu.addBlock")}
      </MenuItem>
      <MenuItem disabled={readOnly} icon={<StickyNote />} onSelect={() => actions.addNote(here())} shortcut="N">
        {t("tools.note")}
      </MenuItem>
      <MenuItem disabled={readOnly} icon={<ClipboardPaste />} onSelect={paste} shortcut="Ctrl V">
        {t("menu.paste")}
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={actions.selectAll} shortcut="Ctrl A">
        {t("menu.selectAll")}
      </MenuItem>
      <MenuItem icon={<Maximize />} onSelect={() => ui.getState().canvas?.fit()} shortcut="⇧ 1">
        {t("zoom.fit")}
      </MenuItem>
    </>
  );
}
