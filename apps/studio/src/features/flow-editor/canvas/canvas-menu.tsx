import { Button, Menu, MenuItem, MenuSeparator, useToast } from "@prosa/ui";
import { useReactFlow } from "@xyflow/react";
import { ClipboardPaste, Copy, CopyPlus, Maximize, Plus, Scissors, StickyNote, Trash2, Unlink } from "lucide-react";
import { useTranslation } from "react-i18next";
import { readClipboard, writeClipboard } from "../document/system-clipboard.ts";
import { useDocument, useEditor } from "../editor-context.ts";
import { useEditorActions } from "../use-editor-actions.ts";
import type { OpenedMenu } from "./use-menu-aim.ts";

/** The menu under the right button (or a long press): for what is selected, or for the empty canvas. */
export function CanvasMenu({ opened, onClose }: { opened: OpenedMenu; onClose: () => void }) {
  const { x: left, y: top } = opened.point;
  return (
    <Menu
      onOpenChange={(open) => !open && onClose()}
      open
      trigger={
        <Button
          aria-hidden
          className="pointer-events-none fixed! h-0! min-h-0! w-0! border-0! p-0!"
          key={`${left} ${top}`}
          style={{ left, top }}
          tabIndex={-1}
        />
      }
    >
      <Items {...opened} />
    </Menu>
  );
}

function Items({ target, point }: OpenedMenu) {
  const { t } = useTranslation("flow-editor");
  const { t: common } = useTranslation("common");
  const { store, ui } = useEditor();
  const toast = useToast();
  const readOnly = useDocument((state) => state.readOnly);
  const flow = useReactFlow();
  const actions = useEditorActions();
  const here = () => flow.screenToFlowPosition(point);
  const copy = async () => {
    const written = await writeClipboard(actions.copy() ?? "");
    if (!written) toast.show({ title: common("error.copy"), tone: "warning" });
    return written;
  };
  const cut = async () => {
    const { selection } = store.getState();
    if (await copy()) actions.remove(selection);
  };
  const paste = async () => {
    const at = here();
    const text = await readClipboard();
    if (text === undefined) toast.show({ title: t("menu.pasteRefused"), tone: "warning" });
    else actions.paste(text, at);
  };
  const pickerAt = () => ui.getState().set({ picker: { from: null, at: here(), point } });

  if (target === "link") {
    return (
      <MenuItem disabled={readOnly} icon={<Unlink />} onSelect={() => actions.remove()} shortcut="Del">
        {t("menu.unlink")}
      </MenuItem>
    );
  }
  if (target === "things" && !actions.onlyEntry()) {
    return (
      <>
        <MenuItem disabled={readOnly} icon={<Scissors />} onSelect={() => void cut()} shortcut="Ctrl X">
          {t("menu.cut")}
        </MenuItem>
        <MenuItem icon={<Copy />} onSelect={() => void copy()} shortcut="Ctrl C">
          {t("menu.copy")}
        </MenuItem>
        <MenuItem disabled={readOnly} icon={<CopyPlus />} onSelect={actions.duplicate} shortcut="Ctrl D">
          {t("menu.duplicate")}
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger disabled={readOnly} icon={<Trash2 />} onSelect={() => actions.remove()} shortcut="Del">
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
      <MenuItem disabled={readOnly} icon={<ClipboardPaste />} onSelect={() => void paste()} shortcut="Ctrl V">
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
