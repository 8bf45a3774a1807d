import { useToast } from "@prosa/ui";
import { type RefObject, useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentState } from "./document/store.ts";
import { keepCopied } from "./document/system-clipboard.ts";
import { useEditor } from "./editor-context.ts";
import type { EditorUi } from "./editor-ui.ts";
import { type EditorActions, useEditorActions } from "./use-editor-actions.ts";

/**
 * The editor's keys and its part of the clipboard. They keep still while somebody types, or a dialog is open; a key without
 * Ctrl is the canvas's alone, since other controls have their own use for it.
 */
export function useShortcuts(root: RefObject<HTMLElement | null>): void {
  const { store, ui } = useEditor();
  const actions = useEditorActions();
  const { t } = useTranslation("flow-editor");
  const toast = useToast();
  useEffect(() => {
    const sayThatStartStays = () => void toast.show({ id: "start-stays", title: t("startStays") });
    const ours = (event: Event) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.defaultPrevented || target?.closest(typing)) return false;
      // A press on the canvas leaves the focus on what holds the page's content.
      return target !== null && (target.contains(root.current) || root.current?.contains(target) === true);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (!ours(event) || (!isCombined(event) && !atCanvas(event, root.current))) return;
      if (handle(event, { actions, document: store.getState(), ui: ui.getState(), sayThatStartStays }))
        event.preventDefault();
    };
    const onCopy = (event: ClipboardEvent) => {
      const text = ours(event) && !getSelection()?.toString() ? actions.copy() : undefined;
      if (text === undefined) return;
      event.clipboardData?.setData("text/plain", text);
      keepCopied(text);
      event.preventDefault();
      if (event.type === "cut") actions.remove();
    };
    const onPaste = (event: ClipboardEvent) => {
      const text = ours(event) ? event.clipboardData?.getData("text/plain") : undefined;
      if (!text) return;
      event.preventDefault();
      actions.paste(text);
    };
    addEventListener("keydown", onKeyDown);
    addEventListener("copy", onCopy);
    addEventListener("cut", onCopy);
    addEventListener("paste", onPaste);
    return () => {
      removeEventListener("keydown", onKeyDown);
      removeEventListener("copy", onCopy);
      removeEventListener("cut", onCopy);
      removeEventListener("paste", onPaste);
    };
  }, [store, ui, actions, root, t, toast]);
}

const typing =
  "input, textarea, select, [contenteditable='true'], [role='dialog'], [role='menu'], [role='listbox'], .monaco-editor";

const isCombined = ({ ctrlKey, metaKey }: KeyboardEvent): boolean => ctrlKey || metaKey;

/** Whether the focus is on the canvas, or on nothing but the page around it, and nothing lies over them. */
function atCanvas({ target }: KeyboardEvent, root: HTMLElement | null): boolean {
  if (document.querySelector(over)) return false;
  return target instanceof Element && (target.closest(".flow-canvas") !== null || target.contains(root));
}

/** A toast calls itself a dialog as well, one that leaves the page alone. */
const over = "[role='dialog']:not([aria-modal='false']), [role='alertdialog']:not([aria-modal='false']), [role='menu']";

interface Scope {
  actions: EditorActions;
  document: DocumentState;
  ui: EditorUi;
  sayThatStartStays: () => void;
}

/** Whether the key was one of the editor's; Tab at the end of the links moves on as anywhere. */
function handle(event: KeyboardEvent, scope: Scope): boolean {
  const key = event.key.toLowerCase();
  const found = isCombined(event) ? withControl[`${event.shiftKey ? "shift+" : ""}${key}`] : plain[keyName(event)];
  if (!found || event.altKey) return false;
  const onCanvas = event.target instanceof Element && event.target.closest(".flow-canvas") !== null;
  if (key === "tab" && (!onCanvas || scope.document.selection.nodes.length === 0)) return false;
  return found(scope) !== false;
}

const keyName = ({ key, code, shiftKey }: KeyboardEvent): string => {
  if (shiftKey && code === "Digit1") return "fit";
  return shiftKey && key === "Tab" ? "shift+tab" : key.toLowerCase();
};

const withControl: Record<string, (scope: Scope) => unknown> = {
  z: ({ document }) => document.undo(),
  "shift+z": ({ document }) => document.redo(),
  y: ({ document }) => document.redo(),
  d: ({ actions }) => actions.duplicate(),
  a: ({ actions }) => actions.selectAll(),
  f: ({ ui }) => ui.set({ dialog: "find" }),
  s: () => undefined,
};

function remove({ actions, document, sayThatStartStays }: Scope): void {
  if (actions.onlyEntry() && !document.readOnly) sayThatStartStays();
  else actions.remove();
}

const plain: Record<string, (scope: Scope) => unknown> = {
  delete: remove,
  backspace: remove,
  escape: ({ document }) => document.select({}),
  tab: ({ actions }) => actions.walk(false),
  "shift+tab": ({ actions }) => actions.walk(true),
  "?": ({ ui }) => ui.set({ dialog: "shortcuts" }),
  "+": ({ ui }) => ui.canvas?.zoomBy(1.25),
  "=": ({ ui }) => ui.canvas?.zoomBy(1.25),
  "-": ({ ui }) => ui.canvas?.zoomBy(1 / 1.25),
  fit: ({ ui }) => ui.canvas?.fit(),
  v: ({ ui }) => ui.set({ tool: "select" }),
  h: ({ ui }) => ui.set({ tool: "hand" }),
  n: ({ actions }) => actions.addNote(),
};
