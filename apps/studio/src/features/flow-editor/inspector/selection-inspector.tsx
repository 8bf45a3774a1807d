import { Button, Panel } from "@prosa/ui";
import { AlignEndHorizontal, AlignEndVertical, AlignStartHorizontal, AlignStartVertical, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { moveNodes, removeSelection } from "../document/edits.ts";
import { aligned, type Edge } from "./aligned.ts";
import { useCommit, useDocument, useReadOnly, useScope } from "./inspector-scope.tsx";

const sides: Array<{ edge: Edge; Icon: typeof AlignStartVertical }> = [
  { edge: "left", Icon: AlignStartVertical },
  { edge: "right", Icon: AlignEndVertical },
  { edge: "top", Icon: AlignStartHorizontal },
  { edge: "bottom", Icon: AlignEndHorizontal },
];

/** What can be done to several blocks at once. */
export function SelectionInspector({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation("inspector");
  const document = useDocument();
  const { registry, store } = useScope();
  const commit = useCommit();
  const readOnly = useReadOnly();
  const remove = () =>
    commit(
      removeSelection(document, store.getState().selection, (node) => registry.get(node.type)?.ui.palette === false),
      "remove",
    );
  return (
    <Panel title={t("selection.title", { count: ids.length })}>
      <div className="flex flex-col gap-4">
        <div className="grid grid-cols-2 gap-2">
          {sides.map(({ edge, Icon }) => (
            <Button
              disabled={readOnly}
              icon={<Icon />}
              key={edge}
              onClick={() => commit(moveNodes(aligned(document, ids, edge)), "move")}
            >
              {t(`selection.${edge}`)}
            </Button>
          ))}
        </div>
        <Button disabled={readOnly} icon={<Trash2 />} onClick={remove} variant="danger-soft">
          {t("selection.delete", { count: ids.length })}
        </Button>
      </div>
    </Panel>
  );
}
