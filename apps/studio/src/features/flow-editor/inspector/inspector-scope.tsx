import type { DocumentChange, FlowDocument, Issue, Json, NodeRegistry } from "@prosa/flow-schema";
import { createContext, use, useMemo } from "react";
import { useStore } from "zustand";
import { setConfig } from "../document/edits.ts";
import type { EditLabel } from "../document/history.ts";
import type { DocumentStore } from "../document/store.ts";
import { type ValueEdit, writeAt } from "../document/write-at.ts";

/** What every part of the inspector may use, whatever it shows. */
export interface InspectorScope {
  store: DocumentStore;
  registry: NodeRegistry;
  /** The sentence of a problem in the reader's language. */
  issueText: (issue: Issue) => string;
}

const ScopeContext = createContext<InspectorScope | null>(null);
export const InspectorScopeProvider = ScopeContext.Provider;

export function useScope(): InspectorScope {
  const scope = use(ScopeContext);
  if (!scope) throw new Error("useScope is for parts of the inspector");
  return scope;
}

export function useDocument(): FlowDocument {
  return useStore(useScope().store, (state) => state.document);
}

export function useReadOnly(): boolean {
  return useStore(useScope().store, (state) => state.readOnly);
}

export function useCommit(): (changes: DocumentChange[], label: EditLabel) => void {
  return useStore(useScope().store, (state) => state.commit);
}

/** The node a form is about; fields ask it for their problems. */
const NodeContext = createContext<string | null>(null);
export const FormNodeProvider = NodeContext.Provider;
const useFormNode = (): string | null => use(NodeContext);

/** The sentence of the first problem at a place of the node's config (a JSON pointer), if there is one. */
export function useProblemAt(pointer: string): string | undefined {
  const { store, issueText } = useScope();
  const node = useFormNode();
  const issues = useStore(store, (state) => state.issues);
  return useMemo(() => {
    const issue = issues.find((candidate) => candidate.node === node && candidate.field === pointer);
    return issue && issueText(issue);
  }, [issues, issueText, node, pointer]);
}

/** Writes top-level keys of the node's config as one edit; `undefined` removes a key. */
export function useSetConfig(node: string): (values: Record<string, Json | undefined>) => void {
  const commit = useCommit();
  return (values) =>
    commit(
      Object.entries(values).flatMap(([field, value]) => setConfig(node, field, value)),
      "edit",
    );
}

/**
 * Edits one value of the form's block, given by its JSON pointer, as the config is by then: for what comes later than the
 * press that asked for it. Goes on working when the form is no longer shown.
 */
export function useWriteAt(): (pointer: string, edit: ValueEdit, label: EditLabel) => void {
  const { store } = useScope();
  const node = useFormNode();
  return (pointer, edit, label) => {
    const { document, commit } = store.getState();
    if (node !== null) commit(writeAt(document, { node, pointer }, edit), label);
  };
}
