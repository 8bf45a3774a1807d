import { foldText } from "@prosa/flow-schema";
import { Dialog, EmptyState, IconTile, ListRow, SearchField } from "@prosa/ui";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { knownNode } from "../document/known-node.ts";
import { useDocument, useEditor, useEditorUi } from "../editor-context.ts";
import { NodeIcon } from "../node-views/node-icon.tsx";

interface Hit {
  id: string;
  title: string;
  text: string;
  icon: string;
  category: Parameters<typeof IconTile>[0]["category"];
}

/** Finds a block by its name, its type or what it says, and goes there. */
export function FindDialog() {
  const { t } = useTranslation("flow-editor");
  const set = useEditorUi((ui) => ui.set);
  const canvas = useEditorUi((ui) => ui.canvas);
  const blocks = useBlocks();
  const [search, setSearch] = useState("");
  const input = useRef<HTMLElement>(null);
  const words = foldText(search).split(/\s+/).filter(Boolean);
  const found = blocks.filter((hit) => {
    const text = foldText(`${hit.title} ${hit.text}`);
    return words.every((word) => text.includes(word));
  });
  const close = () => set({ dialog: null });
  const go = (hit: Hit | undefined) => {
    if (!hit) return;
    close();
    canvas?.show(hit.id);
  };
  return (
    <Dialog
      closeLabel={t("action.close")}
      initialFocus={input}
      onOpenChange={(open) => !open && close()}
      open
      title={t("tools.find")}
    >
      <div
        ref={(box) => {
          input.current = box?.querySelector("input") ?? null;
        }}
      >
        <SearchField
          clearLabel={t("palette.clear")}
          label={t("find.label")}
          onKeyDown={(event) => {
            if (event.key === "Enter") go(found[0]);
          }}
          onValueChange={setSearch}
          placeholder={t("find.label")}
          value={search}
        />
      </div>
      <ul className="scrollbar-thin mt-2 max-h-80 overflow-y-auto">
        {found.slice(0, 50).map((hit) => (
          <li key={hit.id}>
            <ListRow
              description={hit.text}
              leading={<IconTile category={hit.category} icon={<NodeIcon name={hit.icon} />} />}
              look="inset"
              onClick={() => go(hit)}
              title={hit.title}
            />
          </li>
        ))}
      </ul>
      {found.length === 0 ? <EmptyState compact title={t("find.none", { search })} /> : null}
    </Dialog>
  );
}

function useBlocks(): Hit[] {
  const { registry, locale } = useEditor();
  const nodes = useDocument((state) => state.document.nodes);
  return useMemo(
    () =>
      Object.entries(nodes).map(([id, node]): Hit => {
        const { definition, rows } = knownNode(node, registry);
        const type = definition?.ui.text[locale].title ?? node.type;
        const said = rows.map((row) => row.text ?? "").filter(Boolean);
        return {
          id,
          title: node.label || type,
          text: [node.label ? type : "", ...said].filter(Boolean).join(" · "),
          icon: definition?.ui.icon ?? "circle-question-mark",
          category: definition?.ui.palette === false ? "flow" : (definition?.ui.category ?? "flow"),
        };
      }),
    [nodes, registry, locale],
  );
}
