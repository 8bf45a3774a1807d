import { Badge, Button, EmptyState, SearchField, VariableChip } from "@prosa/ui";
import { Braces, TriangleAlert } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDocument, useEditor, useEditorUi } from "../editor-context.ts";
import { useBlockName } from "../problems/use-issue-text.ts";
import { type VariableUses, variableUses } from "./variable-uses.ts";

/** One place to see each variable, with the blocks that write and read it. */
export function VariablesPanel() {
  const { t } = useTranslation("flow-editor");
  const { registry } = useEditor();
  const document = useDocument((state) => state.document);
  const uses = useMemo(() => variableUses(document, registry), [document, registry]);
  const [search, setSearch] = useState("");
  const found = uses.filter((use) => use.name.toLowerCase().includes(search.trim().toLowerCase()));
  if (uses.length === 0) {
    return <EmptyState icon={<Braces />} text={t("variables.emptyText")} title={t("variables.empty")} />;
  }
  return (
    <div className="flex flex-col py-3">
      <div className="px-4 pb-2">
        <SearchField
          clearLabel={t("palette.clear")}
          label={t("variables.search")}
          onValueChange={setSearch}
          placeholder={t("variables.search")}
          value={search}
        />
      </div>
      <ul>
        {found.map((use) => (
          <OneVariable key={use.name} use={use} />
        ))}
      </ul>
      {found.length === 0 ? <EmptyState compact title={t("variables.none", { search })} /> : null}
    </div>
  );
}

function OneVariable({ use }: { use: VariableUses }) {
  const { t } = useTranslation("flow-editor");
  const { name, declaration, system, writtenBy, readBy } = use;
  return (
    <li className="border-line border-b px-4 py-3 last:border-0">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate">
          <VariableChip name={name} />
        </span>
        {declaration ? (
          <>
            <Badge>{t(`variables.type.${declaration.type}`)}</Badge>
            <span className="text-ink-2 text-sm">{t(`variables.scope.${declaration.scope}`)}</span>
          </>
        ) : system ? (
          <Badge>{t("variables.system")}</Badge>
        ) : (
          <Badge icon={<TriangleAlert aria-hidden />} tone="warning">
            {t("variables.undeclared")}
          </Badge>
        )}
      </div>
      {declaration?.description ? (
        <p className="mt-1 text-pretty text-ink-2 text-sm">{declaration.description}</p>
      ) : null}
      {system ? null : <Places label={t("variables.written")} nodes={writtenBy} none={t("variables.neverWritten")} />}
      <Places label={t("variables.read")} nodes={readBy} none={t("variables.neverRead")} />
    </li>
  );
}

function Places({ label, nodes, none }: { label: string; nodes: readonly string[]; none: string }) {
  const canvas = useEditorUi((ui) => ui.canvas);
  const blockName = useBlockName();
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-1 gap-y-0.5 text-ink-2 text-sm">
      <span className="mr-0.5">{label}</span>
      {nodes.length === 0 ? <span>{none}</span> : null}
      {nodes.map((node) => (
        <Button
          className="h-6! max-w-full shrink! px-1.5!"
          key={node}
          onClick={() => canvas?.show(node)}
          size="sm"
          variant="ghost"
        >
          <span className="truncate text-ink">{blockName(node)}</span>
        </Button>
      ))}
    </p>
  );
}
