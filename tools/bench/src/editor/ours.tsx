/// <reference types="vite/client" />
// The editor's canvas as the studio draws it, with as many blocks and links, at the same places.
import { builtInRegistry } from "@prosa/flow-nodes";
import { emptyDocument, type FlowDocument } from "@prosa/flow-schema";
import "../../../../apps/studio/src/styles.css";
import "../../../../apps/studio/src/features/flow-editor/flow-editor.css";
import { createRoot } from "react-dom/client";
import { FlowCanvas } from "../../../../apps/studio/src/features/flow-editor/canvas/flow-canvas.tsx";
import { createDocumentStore } from "../../../../apps/studio/src/features/flow-editor/document/store.ts";
import { EditorContext } from "../../../../apps/studio/src/features/flow-editor/editor-context.ts";
import { createEditorUi } from "../../../../apps/studio/src/features/flow-editor/editor-ui.ts";
import { StudioWorld } from "../../../../apps/studio/src/features/flow-editor/testing/studio-world.tsx";
import { blocks, placeOf } from "./drawing-size.ts";

const store = createDocumentStore({ document: drawing() });
const ui = createEditorUi();
ui.getState().set({ tool: "hand" });
Object.assign(globalThis, { canvas: () => ui.getState().canvas });

createRoot(document.getElementById("root") as HTMLElement).render(
  <StudioWorld>
    <EditorContext
      value={{
        store,
        ui,
        registry: builtInRegistry,
        flow: { id: "bench", kind: "chatbot" },
        names: { queue: {}, flow: {} },
        locale: "en",
      }}
    >
      <FlowCanvas />
    </EditorContext>
  </StudioWorld>,
);

function drawing(): FlowDocument {
  const document = emptyDocument("chatbot", "en");
  document.nodes = {};
  for (let i = 0; i < blocks; i++) {
    const bubble = {
      type: "text",
      text: `Hello *{{contact.name}}*, this is block ${i}.`,
      media: null,
      voice: false,
      order: 1,
    };
    document.nodes[`n${i}`] = { type: "message", version: 1, config: { bubbles: { b: bubble } }, at: placeOf(i) };
    if (i > 0) document.edges[`n${i - 1}:next`] = { from: [`n${i - 1}`, "next"], to: `n${i}` };
  }
  return document;
}
