import { queryOptions } from "@tanstack/react-query";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";

/** Whether this server waits for its first account, and whether that takes the code of the terminal. */
export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: ({ signal }) => unwrap(api.GET("/api/v1/setup", { signal })),
  staleTime: 0,
});
