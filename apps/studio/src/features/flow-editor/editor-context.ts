import type { FlowKind, Locale, NodeRegistry } from "@prosa/flow-schema";
import { createContext, use } from "react";
import { useStore } from "zustand";
import type { DocumentState, DocumentStore } from "./document/store.ts";
import type { EditorUi, EditorUiStore } from "./editor-ui.ts";

/** What the parts of one open editor work with. */
export interface Editor {
  store: DocumentStore;
  ui: EditorUiStore;
  registry: NodeRegistry;
  flow: { id: string; kind: FlowKind };
  /** What cards call the things a block refers to, by kind and id. */
  names: Names;
  /** The reader's language, in which node types are named. */
  locale: Locale;
}

/** Names of queues and flows by id. */
export interface Names {
  queue: Readonly<Record<string, string>>;
  flow: Readonly<Record<string, string>>;
  /** What to call one that is not among them; absent until all are known. */
  gone?: { queue?: string | undefined; flow?: string | undefined };
}

export const nameIn = (names: Names, kind: "queue" | "flow", id: string): string | undefined =>
  names[kind][id] ?? names.gone?.[kind];

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = use(EditorContext);
  if (!editor) throw new Error("useEditor is for parts of the flow editor");
  return editor;
}

/** A part of the drawing; renders again only when what `select` answers is another value. */
export const useDocument = <Part>(select: (state: DocumentState) => Part): Part => useStore(useEditor().store, select);

export const useEditorUi = <Part>(select: (state: EditorUi) => Part): Part => useStore(useEditor().ui, select);
