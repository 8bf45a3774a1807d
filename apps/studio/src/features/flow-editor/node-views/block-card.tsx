import { categoryColor, classNames, IconTile } from "@prosa/ui";
import { Handle, type NodeProps, Position, useStore } from "@xyflow/react";
import { Check, TriangleAlert } from "lucide-react";
import { type CSSProperties, memo } from "react";
import { useTranslation } from "react-i18next";
import { type BlockNode, entryHandle } from "../canvas/graph-types.ts";
import { useDocument } from "../editor-context.ts";
import { useIssueText } from "../problems/use-issue-text.ts";
import { type BlockFacts, issuesByNode, useBlockFacts } from "./block-facts.ts";
import { CardRows } from "./card-rows.tsx";
import { ExitDot } from "./exit-dot.tsx";
import { NodeIcon } from "./node-icon.tsx";

/** Below this zoom a card's words cannot be read, and drawing them would only cost time. */
export const farZoom = 0.35;

/** A block on the canvas: what the customer will see, with its exits on the right edge. */
export const BlockCard = memo(function BlockCard({ id, data, selected, isConnectable }: NodeProps<BlockNode>) {
  const far = useStore((state) => state.transform[2] < farZoom);
  if (far) return <FarCard id={id} model={data.model} selected={selected} />;
  return <NearCard connectable={isConnectable} id={id} model={data.model} selected={selected} />;
}, sameCard);

/** Where a card stands is React Flow's affair: dragging one draws nothing in it anew. */
function sameCard(a: NodeProps<BlockNode>, b: NodeProps<BlockNode>): boolean {
  return a.id === b.id && a.data === b.data && a.selected === b.selected && a.isConnectable === b.isConnectable;
}

interface NearCardProps {
  id: string;
  model: BlockNode["data"]["model"];
  selected: boolean;
  connectable: boolean;
}

function NearCard({ id, model, selected, connectable }: NearCardProps) {
  const facts = useBlockFacts(id);
  return (
    <div
      className={classNames("block-card", selected && "is-selected", facts.current && "is-current")}
      style={{ "--cat": categoryColor(model.category) } as CSSProperties}
    >
      {model.entry ? null : (
        <Handle
          className="entry-handle"
          id={entryHandle}
          isConnectable={connectable}
          isConnectableStart={false}
          position={Position.Left}
          type="target"
        />
      )}
      <RunBadge current={facts.current} />
      <header className="relative flex h-[43px] items-center gap-2 pt-0.5 pr-2 pl-2.5">
        <IconTile color={categoryColor(model.category)} icon={<NodeIcon name={model.icon} />} size="sm" />
        <h3 className="min-w-0 flex-1 truncate font-bold text-[13px]" title={model.title}>
          {model.title}
        </h3>
        {facts.visited && !facts.current ? (
          <span className="grid size-[18px] place-items-center rounded-full bg-accent-soft text-accent-text">
            <Check aria-hidden className="size-3" strokeWidth={2.5} />
          </span>
        ) : null}
        <ProblemBadge facts={facts} />
        {model.headerPort ? <ExitDot facts={facts} node={id} port={portOf(model, model.headerPort)} /> : null}
      </header>
      <CardRows facts={facts} model={model} node={id} />
    </div>
  );
}

const portOf = (model: BlockNode["data"]["model"], id: string) =>
  model.ports.find((port) => port.id === id) ?? { id, kind: "main" as const, label: id, y: 0 };

function ProblemBadge({ facts: { issues } }: { facts: BlockFacts }) {
  const issueText = useIssueText();
  const worst = issues.find((issue) => issue.severity === "error") ?? issues[0];
  if (!worst) return null;
  const text = issues.map(issueText).join("\n");
  return (
    <span
      aria-label={text}
      className={classNames(
        "grid size-5 shrink-0 place-items-center rounded-sm",
        worst.severity === "error" ? "bg-danger-soft text-danger-ink" : "bg-warning-soft text-warning-ink",
      )}
      role="img"
      title={text}
    >
      <TriangleAlert aria-hidden className="size-[13px]" strokeWidth={2} />
    </span>
  );
}

function RunBadge({ current }: Pick<BlockFacts, "current">) {
  const { t } = useTranslation("flow-editor");
  if (!current) return null;
  return <span className="run-badge">{t(`run.${current}`)}</span>;
}

function FarCard({ id, model, selected }: Omit<NearCardProps, "connectable">) {
  const height = useStore((state) => state.nodeLookup.get(id)?.measured.height ?? model.height);
  const problem = useDocument((state) => issuesByNode(state.issues).has(id));
  return (
    <div
      className={classNames("far-card", selected && "is-selected", problem && "has-problem")}
      style={{ "--cat": categoryColor(model.category), height } as CSSProperties}
    >
      <span>{model.title}</span>
    </div>
  );
}
