import { IconButton } from "@prosa/ui";
import { useStore } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useEditorUi } from "../editor-context.ts";
import type { CanvasGraph } from "./canvas-graph.ts";
import { MiniMap } from "./mini-map.tsx";

/** The map of the whole flow, and how near one stands. */
export function ZoomPanel({ graph }: { graph: CanvasGraph }) {
  const { t } = useTranslation("flow-editor");
  const canvas = useEditorUi((ui) => ui.canvas);
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <div className="absolute bottom-3 left-3 w-[140px] overflow-hidden rounded-lg border border-line bg-surface shadow-2 max-md:hidden">
      <MiniMap graph={graph} />
      <div className="flex items-center border-line border-t px-0.5 py-px">
        <IconButton
          icon={<Minus />}
          label={t("zoom.out")}
          onClick={() => canvas?.zoomBy(1 / 1.25)}
          shortcut="-"
          size="sm"
          tooltipSide="top"
        />
        <output className="num flex-1 text-center font-medium text-sm">{t("zoom.percent", { percent })}</output>
        <IconButton
          icon={<Plus />}
          label={t("zoom.in")}
          onClick={() => canvas?.zoomBy(1.25)}
          shortcut="+"
          size="sm"
          tooltipSide="top"
        />
        <IconButton
          icon={<Maximize />}
          label={t("zoom.fit")}
          onClick={() => canvas?.fit()}
          shortcut="⇧ 1"
          size="sm"
          tooltipSide="top"
        />
      </div>
    </div>
  );
}
