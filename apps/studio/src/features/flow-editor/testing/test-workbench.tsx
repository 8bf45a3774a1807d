import "../../../styles.css";
import "../flow-editor.css";
import { builtInRegistry } from "@prosa/flow-nodes";
import type { FlowDocument } from "@prosa/flow-schema";
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

/** A start, a menu with two options and a message, side by side. */
export function smallFlow(): FlowDocument {
  const option = (title: string, order: number) => ({ title, description: "", order });
  return {
    format: 1,
    kind: "chatbot",
    settings: { language: "en" },
    variables: {},
    nodes: {
      start: { type: "start", version: 1, config: { trigger: "any", keywords: {} }, at: { x: 0, y: 0 } },
      menu: {
        type: "menu",
        version: 1,
        config: {
          text: "How can we help?",
          header: "",
          footer: "",
          button: "",
          options: { a: option("Book", 1), b: option("Prices", 2) },
          retries: 2,
          retryText: "",
          noAnswer: null,
        },
        at: { x: 256, y: 0 },
        label: "Main menu",
      },
      bye: {
        type: "end",
        version: 1,
        config: { text: "Goodbye", close: true },
        at: { x: 512, y: 0 },
        label: "The end",
      },
    },
    edges: { "start:next": { from: ["start", "next"], to: "menu" } },
    notes: {},
    translations: {},
  };
}
