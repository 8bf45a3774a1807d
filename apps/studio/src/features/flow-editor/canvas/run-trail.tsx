import { IconButton } from "@prosa/ui";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useDocument, useEditor } from "../editor-context.ts";

/** Says what the coloured links are, and clears them. */
export function RunTrail() {
  const { t } = useTranslation("flow-editor");
  const { store } = useEditor();
  const visited = useDocument((state) => state.run?.visited.size ?? 0);
  if (visited === 0) return null;
  return (
    <div className="-translate-x-1/2 absolute top-4 left-1/2 flex h-8 items-center gap-2 rounded-full border border-line bg-surface pr-1 pl-3 text-ink-2 text-sm whitespace-nowrap shadow-2">
      <i aria-hidden className="w-3.5 rounded-sm border-accent border-t-[2.5px]" />
      <output>{t("run.trail", { count: visited })}</output>
      <IconButton icon={<X />} label={t("run.clear")} onClick={() => store.getState().setRun(null)} size="xs" />
    </div>
  );
}
