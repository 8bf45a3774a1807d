import * as monaco from "monaco-editor/editor";
import "monaco-editor/features/register.all";
import { useTheme } from "@prosa/ui";
import EditorWorker from "monaco-editor/editor/editor.worker?worker";
import JsonWorker from "monaco-editor/languages/features/json/json.worker?worker";
import { jsonDefaults } from "monaco-editor/languages/features/json/register";
import { useEffect, useRef } from "react";

self.MonacoEnvironment = {
  getWorker: (_id, label) => (label === "json" ? new JsonWorker() : new EditorWorker()),
};
// `{"nome": {{nome}}}` is what an author writes: variables make it JSON only at the call.
jsonDefaults.setDiagnosticsOptions({ validate: false });

interface JsonEditorProps {
  value: string;
  label: string;
  readOnly: boolean;
  onChange: (value: string) => void;
}

/** monaco, for JSON. Tab moves on to the next control: an editor must not hold the keyboard. */
export function JsonEditor({ value, label, readOnly, onChange }: JsonEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(null);
  const told = useRef(onChange);
  useEffect(() => {
    told.current = onChange;
  });
  const { theme } = useTheme();

  useEffect(() => {
    if (!host.current) return;
    const created = monaco.editor.create(host.current, {
      language: "json",
      automaticLayout: true,
      fontSize: 12.5,
      lineNumbersMinChars: 2,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      tabFocusMode: true,
      wordWrap: "on",
      overviewRulerLanes: 0,
      folding: false,
    });
    created.onDidChangeModelContent(() => told.current(created.getValue()));
    editor.current = created;
    return () => created.dispose();
  }, []);
  useEffect(() => {
    if (editor.current && editor.current.getValue() !== value) editor.current.setValue(value);
  }, [value]);
  useEffect(() => editor.current?.updateOptions({ readOnly, ariaLabel: label }), [readOnly, label]);
  useEffect(() => monaco.editor.setTheme(theme === "dark" ? "vs-dark" : "vs"), [theme]);

  return <div className="h-44 overflow-hidden rounded-sm border border-edge" ref={host} />;
}
