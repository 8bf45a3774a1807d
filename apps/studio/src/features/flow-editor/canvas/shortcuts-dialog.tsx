import { Dialog, Kbd } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { useEditorUi } from "../editor-context.ts";

const groups = {
  edit: [
    ["undo", "Ctrl Z"],
    ["redo", "Ctrl Y"],
    ["copy", "Ctrl C"],
    ["cut", "Ctrl X"],
    ["paste", "Ctrl V"],
    ["duplicate", "Ctrl D"],
    ["remove", "Del"],
  ],
  select: [
    ["all", "Ctrl A"],
    ["more", "Shift"],
    ["none", "Esc"],
    ["walk", "Tab"],
    ["walkBack", "⇧ Tab"],
    ["move", "← ↑ → ↓"],
  ],
  view: [
    ["search", "/"],
    ["find", "Ctrl F"],
    ["note", "N"],
    ["selectTool", "V"],
    ["handTool", "H"],
    ["zoomIn", "+"],
    ["zoomOut", "-"],
    ["fit", "⇧ 1"],
    ["pan", "␣"],
    ["help", "?"],
  ],
} as const;

/** Every key of the editor. */
export function ShortcutsDialog() {
  const { t } = useTranslation("flow-editor");
  const set = useEditorUi((ui) => ui.set);
  const mac = /Mac|iP(hone|ad)/.test(navigator.platform);
  return (
    <Dialog
      closeLabel={t("action.close")}
      onOpenChange={(open) => !open && set({ dialog: null })}
      open
      size="lg"
      title={t("tools.shortcuts")}
    >
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-3">
        {Object.entries(groups).map(([group, keys]) => (
          <section key={group}>
            <h3 className="mb-1.5 font-bold">{t(`shortcuts.${group as keyof typeof groups}.title`)}</h3>
            <dl className="flex flex-col gap-1.5">
              {keys.map(([name, key]) => (
                <div className="flex items-center justify-between gap-3" key={name}>
                  <dt className="text-ink-2">{t(`shortcuts.${group}.${name}` as "shortcuts.edit.undo")}</dt>
                  <dd>
                    <Kbd>{mac ? key.replace("Ctrl", "⌘") : key}</Kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
