import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import type { Body, Item } from "../../shared/api/wire.ts";
import { meQuery } from "../../shared/session/me.ts";

export type SignIn = Item<"/api/v1/me/sessions">;

/** Where one is signed in. */
export const signInsQuery = queryOptions({
  queryKey: ["me", "sessions"],
  queryFn: async ({ signal }) => (await unwrap(api.GET("/api/v1/me/sessions", { signal }))).items,
});

export function useProfileActions() {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
  const change = useMutation({
    mutationFn: (body: Body<"/api/v1/me", "patch">) => unwrap(api.PATCH("/api/v1/me", { body })),
    onSuccess: refresh,
  });
  const changePassword = useMutation({
    mutationFn: (body: Body<"/api/v1/me/password", "post">) => unwrap(api.POST("/api/v1/me/password", { body })),
    onSuccess: refresh,
  });
  const endSession = useMutation({
    mutationFn: (session: string) =>
      unwrap(api.DELETE("/api/v1/me/sessions/{session}", { params: { path: { session } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: signInsQuery.queryKey }),
  });
  return { change, changePassword, endSession };
}
