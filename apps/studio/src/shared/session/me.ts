import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { unwrap } from "../api/unwrap.ts";
import type { Answer } from "../api/wire.ts";

export type Me = Answer<"/api/v1/me">;
export type Role = Me["workspaces"][number]["role"];

/** Who is signed in, and where they may go. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => unwrap(api.GET("/api/v1/me", { signal })),
  staleTime: 60_000,
});

export const useMe = () => useSuspenseQuery(meQuery).data;
