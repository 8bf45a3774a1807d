import { Button, Card, EmptyState, Page, SearchField, SegmentedControl } from "@prosa/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Archive, Plus, SearchX, Workflow } from "lucide-react";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { late } from "../../shared/screens/late.ts";
import { LoadMore } from "../../shared/screens/load-more.tsx";
import { usePageTitle } from "../../shared/screens/page-title.ts";
import { QuerySection } from "../../shared/screens/query-section.tsx";
import { useMay, useWorkspaceId } from "../../shared/session/workspace.ts";
import { useDebounced } from "../../shared/storage/use-debounced.ts";
import { type FlowFilter, flowsQuery } from "./flow-queries.ts";
import { FlowTable } from "./flow-table.tsx";
import { ImportButton } from "./import-button.tsx";

const NewFlowDialog = late(() => import("./new-flow-dialog.tsx").then((file) => ({ default: file.NewFlowDialog })));

interface FlowListProps {
  filter: FlowFilter;
  onFilterChange: (filter: FlowFilter) => void;
}

/** All flows of the workspace. */
export function FlowList({ filter, onFilterChange }: FlowListProps) {
  const { t } = useTranslation("flows");
  usePageTitle(t("title"));
  const workspace = useWorkspaceId();
  const mayEdit = useMay("supervisor");
  const [creating, setCreating] = useState(false);
  const search = useDebounced(filter.search.trim());
  const query = useInfiniteQuery(flowsQuery(workspace, { ...filter, search }));
  const actions = mayEdit ? (
    <>
      <ImportButton />
      <Button icon={<Plus />} onClick={() => setCreating(true)} variant="primary">
        {t("new")}
      </Button>
    </>
  ) : null;
  return (
    <Page
      actions={actions}
      title={t("title")}
      toolbar={
        <div className="flex flex-wrap items-center gap-3">
          <SearchField
            className="w-full sm:w-72"
            clearLabel={t("clearSearch")}
            hotkey="/"
            label={t("search")}
            onValueChange={(text) => onFilterChange({ ...filter, search: text })}
            placeholder={t("search")}
            value={filter.search}
          />
          <SegmentedControl
            aria-label={t("show")}
            onValueChange={(shown) => onFilterChange({ ...filter, archived: shown === "archived" })}
            options={[
              { value: "current", label: t("current") },
              { value: "archived", label: t("archived") },
            ]}
            value={filter.archived ? "archived" : "current"}
          />
        </div>
      }
    >
      <Card padding="none">
        <QuerySection query={query} rows={6}>
          {({ pages }) => {
            const flows = pages.flatMap(({ items }) => items);
            if (flows.length === 0)
              return <NoFlows filter={filter} mayEdit={mayEdit} onNew={() => setCreating(true)} />;
            return (
              <>
                <FlowTable flows={flows} mayEdit={mayEdit} />
                <LoadMore query={query} />
              </>
            );
          }}
        </QuerySection>
      </Card>
      {creating ? (
        <Suspense>
          <NewFlowDialog onOpenChange={setCreating} open />
        </Suspense>
      ) : null}
    </Page>
  );
}

function NoFlows({ filter, mayEdit, onNew }: { filter: FlowFilter; mayEdit: boolean; onNew: () => void }) {
  const { t } = useTranslation("flows");
  if (filter.search)
    return (
      <EmptyState icon={<SearchX />} text={t("noneFoundText")} title={t("noneFound", { search: filter.search })} />
    );
  if (filter.archived) return <EmptyState icon={<Archive />} text={t("noArchivedText")} title={t("noArchived")} />;
  return (
    <EmptyState
      action={
        mayEdit ? (
          <Button icon={<Plus />} onClick={onNew} variant="primary">
            {t("new")}
          </Button>
        ) : null
      }
      icon={<Workflow />}
      text={mayEdit ? t("emptyText") : t("emptyTextAgent")}
      title={t("empty")}
    />
  );
}
