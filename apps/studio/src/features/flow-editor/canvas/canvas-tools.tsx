import { Divider, IconButton, Toolbar, ToolbarItem } from "@prosa/ui";
import {
  Braces,
  CircleQuestionMark,
  Hand,
  MousePointer2,
  Pencil,
  Plus,
  Redo2,
  Search,
  StickyNote,
  Trash2,
  Undo2,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { useDocument, useEditor, useEditorUi } from "../editor-context.ts";
import { useEditorActions } from "../use-editor-actions.ts";

/** The tools over the canvas's lower edge. */
export function CanvasTools() {
  const { t } = useTranslation("flow-editor");
  const tool = useEditorUi((ui) => ui.tool);
  const set = useEditorUi((ui) => ui.set);
  const show = useEditorUi((ui) => ui.show);
  const readOnly = useDocument((state) => state.readOnly);
  const actions = useEditorActions();
  return (
    <div className="-translate-x-1/2 absolute bottom-3 left-1/2 max-w-[calc(100%-24px)]">
      <Toolbar aria-label={t("tools.label")} floating>
        {readOnly ? null : (
          <ToolbarItem>
            <IconButton
              className="md:hidden"
              icon={<Plus />}
              label={t("palette.open")}
              onClick={() => set({ paletteOpen: true })}
              tooltipSide="top"
              variant="primary"
            />
          </ToolbarItem>
        )}
        <ToolbarItem>
          <IconButton
            className="max-md:hidden"
            icon={<MousePointer2 />}
            label={t("tools.select")}
            onClick={() => set({ tool: "select" })}
            pressed={tool === "select"}
            shortcut="V"
            tooltipSide="top"
          />
        </ToolbarItem>
        <ToolbarItem>
          <IconButton
            className="max-md:hidden"
            icon={<Hand />}
            label={t("tools.hand")}
            onClick={() => set({ tool: "hand" })}
            pressed={tool === "hand"}
            shortcut="H"
            tooltipSide="top"
          />
        </ToolbarItem>
        <span className="mx-1 max-md:hidden">
          <Divider vertical />
        </span>
        {readOnly ? null : <TouchTools />}
        {readOnly ? null : (
          <ToolbarItem>
            <IconButton
              icon={<StickyNote />}
              label={t("tools.note")}
              onClick={() => actions.addNote()}
              shortcut="N"
              tooltipSide="top"
            />
          </ToolbarItem>
        )}
        <ToolbarItem>
          <IconButton
            icon={<Search />}
            label={t("tools.find")}
            onClick={() => set({ dialog: "find" })}
            shortcut="Ctrl F"
            tooltipSide="top"
          />
        </ToolbarItem>
        <ToolbarItem>
          <IconButton
            icon={<Braces />}
            label={t("tools.variables")}
            onClick={() => show("variables")}
            tooltipSide="top"
          />
        </ToolbarItem>
        <ToolbarItem>
          <IconButton
            className="max-md:hidden"
            icon={<CircleQuestionMark />}
            label={t("tools.shortcuts")}
            onClick={() => set({ dialog: "shortcuts" })}
            shortcut="?"
            tooltipSide="top"
          />
        </ToolbarItem>
      </Toolbar>
    </div>
  );
}

/** What keys and the side panel do elsewhere, for a phone. */
function TouchTools() {
  const { t } = useTranslation("flow-editor");
  const { store } = useEditor();
  const show = useEditorUi((ui) => ui.show);
  const selected = useDocument((state) => state.selection.nodes.length + state.selection.edges.length);
  const one = useDocument((state) => state.selection.nodes.length === 1);
  const back = useDocument((state) => state.history.done.length > 0);
  const forward = useDocument((state) => state.history.undone.length > 0);
  const actions = useEditorActions();
  return (
    <span className="flex md:hidden">
      <ToolbarItem>
        <IconButton
          disabled={!back}
          icon={<Undo2 />}
          label={t("top.undo")}
          onClick={() => store.getState().undo()}
          tooltipSide="top"
        />
      </ToolbarItem>
      <ToolbarItem>
        <IconButton
          disabled={!forward}
          icon={<Redo2 />}
          label={t("top.redo")}
          onClick={() => store.getState().redo()}
          tooltipSide="top"
        />
      </ToolbarItem>
      {one ? (
        <ToolbarItem>
          <IconButton
            icon={<Pencil />}
            label={t("panel.edit")}
            onClick={() => show("block")}
            tooltipSide="top"
            variant="soft"
          />
        </ToolbarItem>
      ) : null}
      {selected > 0 ? (
        <ToolbarItem>
          <IconButton icon={<Trash2 />} label={t("action.remove")} onClick={() => actions.remove()} tooltipSide="top" />
        </ToolbarItem>
      ) : null}
    </span>
  );
}
