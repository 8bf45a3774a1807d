import type { ThemeChoice } from "@prosa/ui";
import { useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { useThemeChoice } from "../theme/theme-choice.ts";
import { meQuery } from "./me.ts";

/** Changes the theme at once on this computer, and keeps it with the account for the others. */
export function useChangeTheme(): (theme: ThemeChoice) => void {
  const queryClient = useQueryClient();
  const { choose } = useThemeChoice();
  return (theme) => {
    choose(theme);
    queryClient.setQueryData(meQuery.queryKey, (me) => me && { ...me, account: { ...me.account, theme } });
    // Offline the choice still holds here; the account follows at the next change.
    void api.PATCH("/api/v1/me", { body: { theme } }).catch(() => undefined);
  };
}
