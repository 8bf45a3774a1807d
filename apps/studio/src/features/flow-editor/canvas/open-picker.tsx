import { EmptyState, IconTile, ListRow, Popover, SearchField } from "@prosa/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EditorUi } from "../editor-ui.ts";
import { NodeIcon } from "../node-views/node-icon.tsx";
import { usePalette } from "../palette/use-palette.ts";
import { useAddBlock } from "../use-add-block.ts";

interface OpenPickerProps {
  picker: NonNullable<EditorUi["picker"]>;
  onClose: () => void;
}

/** Which block shall stand here? */
export function OpenPicker({ picker, onClose }: OpenPickerProps) {
  const { t } = useTranslation("flow-editor");
  const [search, setSearch] = useState("");
  const found = usePalette(search).flatMap((group) => group.items);
  const add = useAddBlock();
  const { x, y } = picker.point;
  const pick = (index: number) => {
    const item = found[index];
    if (!item) return;
    onClose();
    // The link arrives at the title, not at the corner.
    add(item.definition, { at: { x: picker.at.x, y: picker.at.y - 23 }, from: picker.from ?? undefined });
  };
  return (
    <Popover
      anchor={{ getBoundingClientRect: () => new DOMRect(x, y, 0, 0) }}
      aria-label={t("picker.label")}
      className="w-64 p-1.5"
      onOpenChange={(open) => !open && onClose()}
      open
    >
      <SearchField
        clearLabel={t("palette.clear")}
        label={t("palette.search")}
        onKeyDown={(event) => {
          if (event.key === "Enter") pick(0);
        }}
        onValueChange={setSearch}
        placeholder={t("palette.search")}
        value={search}
      />
      <ul className="scrollbar-thin mt-1 max-h-72 overflow-y-auto">
        {found.map((item, index) => (
          <li key={item.definition.type}>
            <ListRow
              leading={
                <IconTile category={item.definition.ui.category} icon={<NodeIcon name={item.definition.ui.icon} />} />
              }
              look="inset"
              onClick={() => pick(index)}
              title={item.title}
            />
          </li>
        ))}
      </ul>
      {found.length === 0 ? <EmptyState compact title={t("palette.none", { search })} /> : null}
    </Popover>
  );
}
