import { type FlowNode, formFields, type NodeDefinition } from "@prosa/flow-schema";
import { Banner, Button, EditableText, IconButton, IconTile, Menu, MenuItem, Panel } from "@prosa/ui";
import { Copy, MoreHorizontal, Trash2 } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { newId, removeSelection, rename } from "../document/edits.ts";
import { NodeIcon } from "../node-views/node-icon.tsx";
import { FieldList } from "./field-view.tsx";
import { HttpTester } from "./http-tester.tsx";
import { FormNodeProvider, useCommit, useReadOnly, useScope, useSetConfig } from "./inspector-scope.tsx";
import { nodeWords } from "./words.ts";

/** The form of one block, derived from its type. */
export function NodeInspector({ id, node }: { id: string; node: FlowNode }) {
  const { i18n, t } = useTranslation("inspector");
  const { registry } = useScope();
  const definition = registry.get(node.type);
  if (!definition)
    return (
      <Panel title={node.label ?? node.type}>
        <Banner tone="warning">{t("unknownType", { type: node.type })}</Banner>
      </Panel>
    );
  const words = nodeWords(definition, i18n.language);
  return (
    <FormNodeProvider value={id}>
      <Panel
        actions={<NodeActions id={id} node={node} palette={definition.ui.palette !== false} />}
        description={words.title}
        leading={<IconTile category={definition.ui.category} icon={<NodeIcon name={definition.ui.icon} />} size="lg" />}
        title={<NodeLabel id={id} node={node} placeholder={words.title} />}
      >
        <NodeForm definition={definition} id={id} key={id} node={node} />
      </Panel>
    </FormNodeProvider>
  );
}

function NodeForm({ id, node, definition }: { id: string; node: FlowNode; definition: NodeDefinition }) {
  const { i18n } = useTranslation("inspector");
  const fields = useMemo(() => formFields(definition), [definition]);
  const setConfig = useSetConfig(id);
  return (
    <div className="flex flex-col gap-4">
      <NodeProblems id={id} />
      <FieldList
        fields={fields}
        onChange={setConfig}
        pointer=""
        value={node.config}
        words={nodeWords(definition, i18n.language)}
      />
      <HttpTester definition={definition} id={id} node={node} />
    </div>
  );
}

function NodeLabel({ id, node, placeholder }: { id: string; node: FlowNode; placeholder: string }) {
  const { t } = useTranslation("inspector");
  const commit = useCommit();
  return (
    <EditableText
      disabled={useReadOnly()}
      label={t("label")}
      onCommit={(label) => commit(rename(id, label), "rename")}
      value={node.label ?? placeholder}
    />
  );
}

function NodeActions({ id, node, palette }: { id: string; node: FlowNode; palette: boolean }) {
  const { t } = useTranslation("inspector");
  const { store } = useScope();
  const commit = useCommit();
  const readOnly = useReadOnly();
  if (!palette || readOnly) return null;
  const duplicate = () => {
    const copy = newId();
    const at = { x: node.at.x + 40, y: node.at.y + 40 };
    commit([{ path: ["nodes", copy], value: structuredClone({ ...node, at }) }], "duplicate");
    store.getState().select({ nodes: [copy] });
  };
  const remove = () => {
    const { document } = store.getState();
    commit(
      removeSelection(document, { nodes: [id], edges: [], notes: [] }, () => false),
      "remove",
    );
  };
  return (
    <>
      <IconButton icon={<Copy />} label={t("duplicate")} onClick={duplicate} />
      <Menu trigger={<IconButton icon={<MoreHorizontal />} label={t("more")} />}>
        <MenuItem danger icon={<Trash2 />} onSelect={remove} shortcut="Del">
          {t("delete")}
        </MenuItem>
      </Menu>
    </>
  );
}

/** Problems that stand at no field of the form: an open exit, a block nothing leads to. */
function NodeProblems({ id }: { id: string }) {
  const { t } = useTranslation("flow-editor");
  const { store, issueText } = useScope();
  const issues = useStore(store, (state) => state.issues);
  const commit = useCommit();
  return issues
    .filter((issue) => issue.node === id && issue.field === undefined)
    .map((issue) => (
      <Banner
        action={
          issue.fix ? (
            <Button onClick={() => commit(issue.fix?.changes ?? [], "fix")} size="sm">
              {t(`fix.${issue.fix.kind}`)}
            </Button>
          ) : undefined
        }
        key={`${issue.code} ${issue.port ?? ""}`}
        tone={issue.severity === "error" ? "danger" : "warning"}
      >
        {issueText(issue)}
      </Banner>
    ));
}
