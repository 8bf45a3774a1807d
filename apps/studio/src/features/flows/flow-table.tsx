import {
  Badge,
  IconButton,
  StatusDot,
  Table,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  TableRowLink,
} from "@prosa/ui";
import { Link } from "@tanstack/react-router";
import { Cable, Ellipsis } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shared/i18n/use-format.ts";
import { late } from "../../shared/screens/late.ts";
import { LateMenu } from "../../shared/screens/late-menu.tsx";
import { useWorkspaceId } from "../../shared/session/workspace.ts";
import type { FlowSummary } from "./flow-queries.ts";

const FlowMenu = late(() => import("./flow-menu.tsx").then((file) => ({ default: file.FlowMenu })));

/** The flows as rows; on a phone each row keeps its name, state and menu. */
export function FlowTable({ flows, mayEdit }: { flows: readonly FlowSummary[]; mayEdit: boolean }) {
  const { t } = useTranslation("flows");
  return (
    <Table label={t("title")}>
      <TableHead>
        <TableRow>
          <TableHeader>{t("column.name")}</TableHeader>
          <TableHeader className="hidden w-56 md:table-cell">{t("column.state")}</TableHeader>
          <TableHeader className="hidden w-64 lg:table-cell">{t("column.connections")}</TableHeader>
          <TableHeader className="hidden w-56 md:table-cell">{t("column.changed")}</TableHeader>
          <TableHeader className="w-12">
            <span className="sr-only">{t("column.actions")}</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <tbody>
        {flows.map((flow) => (
          <FlowRow flow={flow} key={flow.id} mayEdit={mayEdit} />
        ))}
      </tbody>
    </Table>
  );
}

function FlowRow({ flow, mayEdit }: { flow: FlowSummary; mayEdit: boolean }) {
  const { t } = useTranslation("flows");
  const workspace = useWorkspaceId();
  const format = useFormat();
  return (
    <TableRow interactive>
      <TableCell className="max-w-0 py-2.5!">
        <div className="flex min-w-0 items-center gap-2">
          <div className="min-w-0 truncate">
            <TableRowLink>
              <Link
                className="block truncate"
                params={{ workspace, flow: flow.id }}
                title={flow.name}
                to="/w/$workspace/flows/$flow"
              >
                {flow.name}
              </Link>
            </TableRowLink>
          </div>
          <Badge tone="accent">{t(`kind.${flow.kind}`)}</Badge>
        </div>
        <p className="mt-0.5 truncate text-ink-2 text-sm">{t("nodes", { count: flow.nodeCount })}</p>
        <div className="mt-1 md:hidden">
          <FlowState flow={flow} />
        </div>
      </TableCell>
      <TableCell className="hidden md:table-cell">
        <FlowState flow={flow} />
      </TableCell>
      <TableCell className="hidden max-w-0 lg:table-cell">
        <ActiveOn flow={flow} />
      </TableCell>
      <TableCell className="hidden md:table-cell">
        <span className="block" title={format.dateTime(flow.updatedAt)}>
          {format.relative(flow.updatedAt)}
        </span>
        {flow.updatedBy ? <span className="block truncate text-ink-2 text-sm">{flow.updatedBy.name}</span> : null}
      </TableCell>
      <TableCell className="relative z-1 text-right">
        <LateMenu button={<IconButton icon={<Ellipsis />} label={t("actionsFor", { name: flow.name })} />}>
          {(pressed) => <FlowMenu defaultOpen={pressed} flow={flow} mayEdit={mayEdit} />}
        </LateMenu>
      </TableCell>
    </TableRow>
  );
}

function FlowState({ flow }: { flow: FlowSummary }) {
  const { t } = useTranslation("flows");
  const { published, hasUnpublishedChanges } = flow;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
      {published ? (
        <span className="flex items-center gap-1.5 font-medium">
          <StatusDot tone="success" />
          {t("state.published", { number: published.number })}
        </span>
      ) : null}
      {!published || hasUnpublishedChanges ? (
        <span className="flex items-center gap-1.5 text-ink-2">
          <StatusDot ring tone="warning" />
          {published ? t("state.changed") : t("state.draft")}
        </span>
      ) : null}
    </span>
  );
}

function ActiveOn({ flow }: { flow: FlowSummary }) {
  const { t } = useTranslation("flows");
  if (flow.activeOn.length === 0) return <span className="text-ink-3 text-sm">{t("notOn")}</span>;
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-sm">
      <Cable aria-hidden className="size-3.5 shrink-0 text-ink-2" />
      <span className="truncate">{flow.activeOn.map(({ name }) => name).join(", ")}</span>
    </span>
  );
}
