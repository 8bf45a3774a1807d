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
  const { view = "waiting", search = "", queue = null } = Route.useSearch();
  const selected = useParams({ strict: false, select: ({ conversation }) => conversation });
  const navigate = Route.useNavigate();
  return (
    <ConversationScreen
      filter={{ view, search, queue }}
      onFilterChange={(next) =>
        void navigate({
          to: ".",
          search: {
            view: next.view,
            ...(next.search ? { search: next.search } : {}),
            ...(next.queue ? { queue: next.queue } : {}),
          },
          replace: true,
        })
      }
      onOpen={(conversation) =>
        void navigate({
          to: "/w/$workspace/conversations/$conversation",
          params: { workspace, conversation },
          search: (old) => old,
        })
      }
      selected={selected}
    >
      <Outlet />
    </ConversationScreen>
  );
}
