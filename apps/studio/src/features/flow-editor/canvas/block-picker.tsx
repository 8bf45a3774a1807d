import { Suspense } from "react";
import { late } from "../../../shared/screens/late.ts";
import { useEditorUi } from "../editor-context.ts";

const OpenPicker = late(async () => ({ default: (await import("./open-picker.tsx")).OpenPicker }));

/** Where a link was dropped on empty canvas: which block shall it lead to? */
export function BlockPicker() {
  const picker = useEditorUi((ui) => ui.picker);
  const set = useEditorUi((ui) => ui.set);
  if (!picker) return null;
  return (
    <Suspense>
      <OpenPicker key={`${picker.point.x} ${picker.point.y}`} onClose={() => set({ picker: null })} picker={picker} />
    </Suspense>
  );
}
