import "../../../styles.css";
import "../flow-editor.css";
import { builtInRegistry } from "@prosa/flow-nodes";
import { useRef, useState } from "react";
import { FlowCanvas } from "../canvas/flow-canvas.tsx";
import type { DocumentStore } from "../document/store.ts";
import { type Editor, EditorContext } from "../editor-context.ts";
import { createEditorUi } from "../editor-ui.ts";
import { Palette } from "../palette/palette.tsx";
import { useShortcuts } from "../use-shortcuts.ts";
import { StudioWorld } from "./studio-world.tsx";

/** Palette and canvas over a store, without a server. */
export function TestWorkbench({ store }: { store: DocumentStore }) {
  const [editor] = useState<Editor>(() => ({
    store,
    ui: createEditorUi(),
    registry: builtInRegistry,
    flow: { id: "flow", kind: "chatbot" },
    names: { queue: {}, flow: {} },
    locale: "en",
  }));
  return (
    <StudioWorld>
      <EditorContext value={editor}>
        <Bench />
      </EditorContext>
    </StudioWorld>
  );
}

function Bench() {
  const root = useRef<HTMLDivElement>(null);
  useShortcuts(root);
  return (
    <div ref={root} style={{ display: "flex", width: 1200, height: 760 }}>
      <div className="flex w-[232px] flex-col">
        <Palette />
      </div>
      <div className="min-w-0 flex-1">
        <FlowCanvas />
      </div>
    </div>
  );
}
