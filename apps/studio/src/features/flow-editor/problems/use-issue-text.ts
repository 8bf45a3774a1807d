import { edgeId, type Issue } from "@prosa/flow-schema";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { knownNode } from "../document/known-node.ts";
import { type Editor, useEditor } from "../editor-context.ts";

/** A problem in one plain sentence, in the reader's language, without the block's name. */
export function useIssueText(): (issue: Issue) => string {
  const { t } = useTranslation("flow-editor");
  const editor = useEditor();
  return useCallback(
    (issue) => {
      const port = portName(editor, issue);
      const field = fieldName(editor, issue);
      const text = t(`issue.${sentenceOf(issue, field)}`, { ...issue.params, port, field, braces: "{{ }}" });
      return issue.language ? t("issue.in-translation", { language: issue.language, issue: text }) : text;
    },
    [t, editor],
  );
}

/** The sentence that says most about a problem. */
function sentenceOf({ code, params }: Issue, field: string) {
  if (code === "invalid-setting" && "template" in params)
    return "wanted" in params ? "template-values" : "template-not-approved";
  const withField = `${code}-field`;
  return field && detailed.has(withField) ? (withField as "missing-setting-field") : code;
}

/** Codes whose sentence is better when the setting has a name. */
const detailed: ReadonlySet<string> = new Set([
  "missing-setting-field",
  "invalid-setting-field",
  "over-channel-limit-field",
  "invalid-template-field",
]);

function portName({ store, registry, locale }: Editor, { node, port }: Issue): string {
  const drawn = node ? store.getState().document.nodes[node] : undefined;
  if (!drawn || !port) return port ?? "";
  const { definition, ports } = knownNode(drawn, registry);
  return ports.find((one) => one.id === port)?.label || definition?.ui.text[locale].ports?.[port] || port;
}

/** `/bubbles/b1/text` is worded under `bubbles.text`: ids of items are no part of a setting's name. */
function fieldName({ store, registry, locale }: Editor, { node, field }: Issue): string {
  const drawn = node ? store.getState().document.nodes[node] : undefined;
  const words = drawn && registry.get(drawn.type)?.ui.text[locale].fields;
  if (!words || !field) return "";
  const parts = field.split("/").slice(1);
  const path = [parts.join("."), [parts[0], ...parts.slice(2)].join("."), parts[0] ?? ""].find((key) => words[key]);
  return path ? (words[path]?.label ?? "") : "";
}

/** The name of the block a problem belongs to. */
export function useBlockName(): (node: string) => string {
  const { store, registry, locale } = useEditor();
  return useCallback(
    (node) => {
      const drawn = store.getState().document.nodes[node];
      return drawn?.label || registry.get(drawn?.type ?? "")?.ui.text[locale].title || drawn?.type || node;
    },
    [store, registry, locale],
  );
}

export const issueKey = ({ code, node, port, field, language, params }: Issue): string =>
  [code, node ? edgeId(node, port ?? "") : "", field ?? "", language ?? "", JSON.stringify(params)].join("|");
