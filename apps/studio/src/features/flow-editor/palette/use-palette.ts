import { foldText, type NodeCategory, type NodeDefinition, nodeCategories } from "@prosa/flow-schema";
import { useMemo } from "react";
import { useEditor } from "../editor-context.ts";

export interface PaletteItem {
  definition: NodeDefinition;
  title: string;
  description: string;
}

export interface PaletteGroup {
  category: NodeCategory;
  items: PaletteItem[];
}

/** The blocks this kind of flow may have, by category, that the search finds: every word somewhere in name or explanation. */
export function usePalette(search: string): PaletteGroup[] {
  const { registry, flow, locale } = useEditor();
  return useMemo(() => {
    const words = foldText(search).split(/\s+/).filter(Boolean);
    const items = registry
      .all()
      .filter((definition) => definition.ui.palette !== false && definition.kinds.includes(flow.kind))
      .map((definition) => {
        const { title, description } = definition.ui.text[locale];
        return { definition, title, description };
      })
      .filter((item) => {
        const text = foldText(`${item.title} ${item.description}`);
        return words.every((word) => text.includes(word));
      });
    return nodeCategories
      .map((category) => ({ category, items: items.filter((item) => item.definition.ui.category === category) }))
      .filter((group) => group.items.length > 0);
  }, [registry, flow.kind, locale, search]);
}
