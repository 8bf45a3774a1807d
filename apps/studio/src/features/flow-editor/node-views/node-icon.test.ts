import { builtInNodes, builtInRegistry } from "@prosa/flow-nodes";
import type { FlowNode } from "@prosa/flow-schema";
import { expect, test } from "vitest";
import { cardModel } from "./card-model.ts";
import { ownIcons } from "./node-icon.tsx";

test.each(builtInNodes.map((definition) => [definition.type, definition] as const))(
  "every icon of %s comes with the editor",
  (_type, definition) => {
    let id = 0;
    const config = definition.initial({ newId: () => `id${id++}`, locale: "en" });
    const node: FlowNode = {
      type: definition.type,
      version: definition.version,
      config: config as never,
      at: { x: 0, y: 0 },
    };
    const model = cardModel(node, { registry: builtInRegistry, locale: "en", inUse: new Set() });
    const lines = model.rows.flatMap((row) =>
      row.kind === "well" ? row.lines : row.kind === "line" ? [row.line] : [],
    );
    const icons = [model.icon, ...lines.flatMap((line) => line.icon ?? [])];
    expect(icons.filter((icon) => !ownIcons.has(icon))).toEqual([]);
  },
);
