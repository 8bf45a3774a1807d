import { createFileRoute } from "@tanstack/react-router";
import { FlowList } from "../../../../features/flows/flow-list.tsx";
import { loadTexts } from "../../../../shared/i18n/i18n.ts";
import { searchText } from "../../../../shared/screens/search-text.ts";

interface FlowsSearch {
  search?: string;
  archived?: boolean;
}

export const Route = createFileRoute("/w/$workspace/flows/")({
  validateSearch: (search: Record<string, unknown>): FlowsSearch => ({
    ...searchText(search.search),
    ...(search.archived === true ? { archived: true } : {}),
  }),
  loader: () => loadTexts("flows"),
  component: Flows,
});

function Flows() {
  const { search = "", archived = false } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <FlowList
      filter={{ search, archived }}
      onFilterChange={(next) =>
        void navigate({
          search: { ...(next.search ? { search: next.search } : {}), ...(next.archived ? { archived: true } : {}) },
          replace: true,
        })
      }
    />
  );
}
