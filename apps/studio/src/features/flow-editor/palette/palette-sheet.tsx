import { Drawer } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { useEditorUi } from "../editor-context.ts";
import { Palette } from "./palette.tsx";

/** The palette on a phone. What is added there is brought into view. */
export function PaletteSheet() {
  const { t } = useTranslation("flow-editor");
  const open = useEditorUi((ui) => ui.paletteOpen);
  const canvas = useEditorUi((ui) => ui.canvas);
  const set = useEditorUi((ui) => ui.set);
  return (
    <Drawer
      closeLabel={t("action.close")}
      onOpenChange={(next) => set({ paletteOpen: next })}
      open={open}
      side="bottom"
      title={t("palette.label")}
    >
      <div className="-m-4 flex min-h-0 flex-col">
        <Palette
          onAdded={(node) => {
            set({ paletteOpen: false });
            canvas?.show(node);
          }}
        />
      </div>
    </Drawer>
  );
}
