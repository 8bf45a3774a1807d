import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api } from "../../shared/api/client.ts";
import { isProblem } from "../../shared/api/problem.ts";
import { unwrap } from "../../shared/api/unwrap.ts";

/** Ends the session on the server and forgets everything read with it. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await unwrap(api.POST("/api/v1/auth/sign-out")).catch((error: unknown) => {
      if (!isProblem(error) || error.status !== 401) throw error;
    });
    await navigate({ to: "/login" });
    queryClient.clear();
  };
}
