import { EmptyState, ScrollArea, SearchField, SkeletonRows, TabNav, TabNavLink } from "@prosa/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Inbox, SearchX } from "lucide-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { late } from "../../../shared/screens/late.ts";
import { LoadMore } from "../../../shared/screens/load-more.tsx";
import { usePageTitle } from "../../../shared/screens/page-title.ts";
import { QuerySection } from "../../../shared/screens/query-section.tsx";
import { useWorkspaceId } from "../../../shared/session/workspace.ts";
import { useDebounced } from "../../../shared/storage/use-debounced.ts";
import { type ConversationFilter, conversationsQuery, countsQuery, views } from "../conversation-queries.ts";
import { ConversationRow } from "./conversation-row.tsx";
import { useListKeys } from "./use-list-keys.ts";

const AlertSwitch = late(() => import("../attention/alert-switch.tsx").then((file) => ({ default: file.AlertSwitch })));
const QueueFilter = late(() => import("./queue-filter.tsx").then((file) => ({ default: file.QueueFilter })));

interface ConversationListProps {
  filter: ConversationFilter;
  /** `replace`: going back does not lead to what was before. */
  onFilterChange: (filter: ConversationFilter, replace?: boolean) => void;
  /** The conversation that is open. */
  selected: string | undefined;
  onOpen: (conversation: string) => void;
}

/** The list pane: search, queue, tabs with counts, and a row for each conversation. */
export function ConversationList({ filter, onFilterChange, selected, onOpen }: ConversationListProps) {
  const { t } = useTranslation("conversations");
  const workspace = useWorkspaceId();
  const search = useDebounced(filter.search.trim());
  const query = useInfiniteQuery(conversationsQuery(workspace, { ...filter, search }));
  const counts = useQuery(countsQuery(workspace)).data;
  usePageTitle(t("title"));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  useListKeys({ ids: rows.map(({ id }) => id), selected, onOpen });
  return (
    <section aria-label={t("title")} className="flex h-full min-w-0 flex-col bg-surface">
      <div className="shrink-0 px-3 pt-3">
        <div className="mb-2 flex h-8 items-center justify-between pl-1">
          <h1 className="font-bold text-lg tracking-[-0.012em] md:text-md">{t("title")}</h1>
          <Suspense>
            <AlertSwitch />
          </Suspense>
        </div>
        <SearchField
          clearLabel={t("clearSearch")}
          hotkey="/"
          label={t("search")}
          onValueChange={(text) => onFilterChange({ ...filter, search: text }, true)}
          placeholder={t("search")}
          value={filter.search}
        />
        <Suspense>
          <QueueFilter
            onChange={(queue) => onFilterChange({ ...filter, queue })}
            onUnknown={() => onFilterChange({ ...filter, queue: null }, true)}
            queue={filter.queue}
          />
        </Suspense>
      </div>
      <TabNav aria-label={t("views")} className="mt-1 [&>div]:justify-between [&>div]:gap-3!">
        {views.map((view) => (
          <TabNavLink
            count={view === "closed" ? undefined : counts?.[view]}
            current={filter.view === view}
            hot={view === "waiting" && (counts?.waiting ?? 0) > 0}
            key={view}
            onClick={() => onFilterChange({ ...filter, view })}
            render={<button type="button" />}
          >
            {t(`view.${view}`)}
          </TabNavLink>
        ))}
      </TabNav>
      <ScrollArea className="flex-1">
        <QuerySection avatar query={query} skeleton={<SkeletonRows label={t("loading")} rows={9} />}>
          {() =>
            rows.length === 0 ? (
              <NoConversations filter={filter} />
            ) : (
              <>
                <ul>
                  {rows.map((conversation) => (
                    <li key={conversation.id}>
                      <ConversationRow conversation={conversation} selected={conversation.id === selected} />
                    </li>
                  ))}
                </ul>
                <LoadMore query={query} />
              </>
            )
          }
        </QuerySection>
      </ScrollArea>
    </section>
  );
}

function NoConversations({ filter }: { filter: ConversationFilter }) {
  const { t } = useTranslation("conversations");
  if (filter.search || filter.queue)
    return <EmptyState icon={<SearchX />} text={t("noneFoundText")} title={t("noneFound")} />;
  return <EmptyState icon={<Inbox />} text={t(`emptyText.${filter.view}`)} title={t(`empty.${filter.view}`)} />;
}
