import { categoryColor, EmptyState, SearchField } from "@prosa/ui";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAddBlock } from "../use-add-block.ts";
import { PaletteRow } from "./palette-row.tsx";
import { type PaletteGroup, usePalette } from "./use-palette.ts";

/** Every block, by category: drag one onto the canvas, or press Enter to add it after the selected block. */
export function Palette({ onAdded }: { onAdded?: (node: string) => void }) {
  const { t } = useTranslation("flow-editor");
  const [search, setSearch] = useState("");
  const groups = usePalette(search);
  const add = useAddBlock();
  return (
    <div className="flex min-h-0 flex-1 flex-col pt-3">
      <div className="mx-3 mb-1.5">
        <SearchField
          clearLabel={t("palette.clear")}
          data-palette-search
          label={t("palette.search")}
          onKeyDown={(event) => {
            const first = groups[0]?.items[0];
            if (event.key !== "Enter" || !search.trim() || !first) return;
            const added = add(first.definition);
            setSearch("");
            onAdded?.(added);
          }}
          onValueChange={setSearch}
          placeholder={t("palette.search")}
          hotkey="/"
          value={search}
        />
      </div>
      <div className="scrollbar-thin min-h-0 flex-1 overflow-y-auto px-2 pb-4">
        {groups.map((group) => (
          <Group group={group} key={group.category} onAdded={onAdded} />
        ))}
        {groups.length === 0 ? (
          <EmptyState compact text={t("palette.noneText")} title={t("palette.none", { search })} />
        ) : null}
      </div>
    </div>
  );
}

function Group({ group, onAdded }: { group: PaletteGroup; onAdded: ((node: string) => void) | undefined }) {
  const { t } = useTranslation("flow-editor");
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 className="flex h-7 items-center gap-2 px-2 pt-1 font-medium text-ink-2 text-sm" id={id}>
        <span aria-hidden className="size-1.5 rounded-[2px]" style={{ background: categoryColor(group.category) }} />
        {t(`category.${group.category}`)}
      </h2>
      <ul>
        {group.items.map((item) => (
          <li key={item.definition.type}>
            <PaletteRow item={item} onAdded={onAdded} />
          </li>
        ))}
      </ul>
    </section>
  );
}
