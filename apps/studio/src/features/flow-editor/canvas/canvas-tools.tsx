import { Divider, IconButton, Toolbar, ToolbarItem } from "@prosa/ui";
import { Braces, CircleQuestionMark, Hand, MousePointer2, Plus, Search, StickyNote } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useDocument, useEditorUi } from "../editor-context.ts";
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
