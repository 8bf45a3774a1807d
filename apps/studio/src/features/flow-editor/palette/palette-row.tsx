import { IconTile, ListRow } from "@prosa/ui";
import { createPortal } from "react-dom";
import { NodeIcon } from "../node-views/node-icon.tsx";
import { useAddBlock } from "../use-add-block.ts";
import { useDragOut } from "./use-drag-out.ts";
import type { PaletteItem } from "./use-palette.ts";

/** One block of the palette. The pointer drags it out; a press adds it where it fits. */
export function PaletteRow({ item, onAdded }: { item: PaletteItem; onAdded: ((node: string) => void) | undefined }) {
  const add = useAddBlock();
  const drag = useDragOut({
    onDrop(at) {
      // The block hangs by its title from the pointer.
      const added = add(item.definition, { at: { x: at.x - 40, y: at.y - 20 } });
      onAdded?.(added);
    },
  });
  const tile = <IconTile category={item.definition.ui.category} icon={<NodeIcon name={item.definition.ui.icon} />} />;
  return (
    <>
      <ListRow
        className="cursor-grab touch-pan-y select-none"
        description={item.description}
        leading={tile}
        look="inset"
        onClick={() => {
          if (drag.justDragged()) return;
          const added = add(item.definition);
          onAdded?.(added);
        }}
        onPointerDown={drag.onPointerDown}
        title={item.title}
      />
      {drag.at
        ? createPortal(
            <div
              aria-hidden
              className="pointer-events-none fixed top-0 left-0 z-50 flex h-11 w-[200px] items-center gap-2 rounded-[10px] border border-accent bg-surface px-2.5 font-bold text-[13px] text-ink opacity-90 shadow-2"
              style={{ transform: `translate(${drag.at.x - 40}px, ${drag.at.y - 20}px)` }}
            >
              {tile}
              <span className="truncate">{item.title}</span>
            </div>,
            document.body,
          )
        : null}
    </>
  );
}
