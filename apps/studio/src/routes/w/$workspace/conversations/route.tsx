import { createFileRoute, Outlet, useParams } from "@tanstack/react-router";
import type { View } from "../../../../features/conversations/conversation-queries.ts";
import { views } from "../../../../features/conversations/conversation-queries.ts";
import { ConversationScreen } from "../../../../features/conversations/conversation-screen.tsx";
import { loadTexts } from "../../../../shared/i18n/i18n.ts";
import { searchText } from "../../../../shared/screens/search-text.ts";

interface ConversationsSearch {
  view?: View;
  search?: string;
  queue?: string;
}

export const Route = createFileRoute("/w/$workspace/conversations")({
  validateSearch: (search: Record<string, unknown>): ConversationsSearch => ({
    ...(views.includes(search.view as View) ? { view: search.view as View } : {}),
    ...searchText(search.search),
    ...(typeof search.queue === "string" ? { queue: search.queue } : {}),
  }),
  loader: () => loadTexts("conversations"),
  component: Conversations,
});

function Conversations() {
  const { workspace } = Route.useParams();
  const now = Route.useSearch();
  const { view = "waiting", search = "", queue = null } = now;
  const selected = useParams({ strict: false, select: ({ conversation }) => conversation });
  const navigate = Route.useNavigate();
  /** What is open stays open while the list beside it changes. */
  const go = (conversation: string | undefined, next: ConversationsSearch, replace = false) =>
    void (conversation
      ? navigate({
          to: "/w/$workspace/conversations/$conversation",
          params: { workspace, conversation },
          search: next,
          replace,
        })
      : navigate({ to: "/w/$workspace/conversations", params: { workspace }, search: next, replace }));
  return (
    <ConversationScreen
      filter={{ view, search, queue }}
      onFilterChange={(next, replace) => {
        const text = next.search ? { search: next.search } : {};
        go(selected, { view: next.view, ...text, ...(next.queue ? { queue: next.queue } : {}) }, replace);
      }}
      onOpen={(conversation) => go(conversation, now)}
      selected={selected}
    >
      <Outlet />
    </ConversationScreen>
  );
}
