import { queryOptions } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { unwrap } from "../api/unwrap.ts";

const path = "/api/v1/workspaces/{workspace}/flows";

/** Flows that were published and can be started, by name. */
export const publishedFlowsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, "flows", "published"],
    queryFn: async ({ signal }) => {
      const flows: { id: string; name: string; version: number }[] = [];
      let cursor: string | null = null;
      do {
        const page = await fetchPage(workspace, cursor, signal);
        for (const { id, name, published } of page.items)
          if (published) flows.push({ id, name, version: published.number });
        cursor = page.nextCursor;
      } while (cursor);
      return flows.sort((a, b) => a.name.localeCompare(b.name));
    },
  });

function fetchPage(workspace: string, cursor: string | null, signal: AbortSignal) {
  const query = { archived: "false" as const, ...(cursor ? { cursor } : {}) };
  return unwrap(api.GET(path, { params: { path: { workspace }, query }, signal }));
}
