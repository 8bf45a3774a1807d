import { DaySeparator, EmptyState, ErrorState, Skeleton } from "@prosa/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../../shared/api/problem-text.ts";
import { useFormat } from "../../../shared/i18n/use-format.ts";
import { NextPageError } from "../../../shared/screens/next-page-error.tsx";
import { useWorkspaceId } from "../../../shared/session/workspace.ts";
import type { Conversation } from "../conversation-queries.ts";
import { useUnsent } from "../unsent/unsent-store.ts";
import { MessageEntry } from "./message-entry.tsx";
import { messagesQuery } from "./message-queries.ts";
import { OutgoingEntry } from "./outgoing-entry.tsx";
import { threadEntries } from "./thread-entries.ts";
import { ThreadScroller } from "./thread-scroller.tsx";
import { ThreadSkeletonBubbles } from "./thread-skeleton.tsx";

/** The messages of a conversation, with what is still on its way. */
export function MessageList({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation(["conversations", "common"]);
  const format = useFormat();
  const problemText = useProblemText();
  const query = useInfiniteQuery(messagesQuery(useWorkspaceId(), conversation.id));
  const outgoing = useUnsent(({ outbox }) => outbox).filter((one) => one.conversation === conversation.id);
  if (query.isError && !query.data)
    return (
      <div className="grid min-h-0 flex-1 place-items-center">
        <ErrorState
          compact
          loading={query.isFetching}
          onRetry={() => void query.refetch()}
          retryLabel={t("common:action.retry")}
          text={problemText(query.error)}
          title={t("messagesError")}
        />
      </div>
    );
  if (!query.data) return <ThreadSkeletonBubbles />;
  const messages = query.data.pages.flatMap(({ items }) => items);
  const entries = threadEntries({ messages, outgoing, dayKey: format.dayKey });
  if (entries.length === 0)
    return (
      <div className="grid min-h-0 flex-1 place-items-center">
        <EmptyState compact icon={<MessagesSquare />} title={t("noMessages")} />
      </div>
    );
  return (
    <ThreadScroller
      key={conversation.id}
      loadingMore={query.isFetchingNextPage}
      more={query.hasNextPage && !query.isFetchNextPageError}
      newestKey={entries.at(-1)?.key}
      onMore={() => void query.fetchNextPage()}
      ownKey={outgoing.at(-1)?.clientId}
    >
      {query.isFetchNextPageError ? (
        <NextPageError query={query} />
      ) : query.hasNextPage ? (
        <Skeleton className="my-3 h-8 w-48 self-center" />
      ) : null}
      {entries.map((entry) => (
        <div data-entry={entry.key} key={entry.key}>
          {entry.kind === "day" ? (
            <DaySeparator>{format.day(entry.at)}</DaySeparator>
          ) : entry.kind === "outgoing" ? (
            <OutgoingEntry conversation={conversation} outgoing={entry.outgoing} />
          ) : (
            <MessageEntry conversation={conversation} entry={entry} />
          )}
        </div>
      ))}
    </ThreadScroller>
  );
}
