import { createFileRoute, redirect } from "@tanstack/react-router";
import { NoWorkspace } from "../features/session/no-workspace.tsx";
import { setupQuery } from "../features/setup/setup-queries.ts";
import { isProblem } from "../shared/api/problem.ts";
import { loadTexts } from "../shared/i18n/i18n.ts";
import { lastWorkspace } from "../shared/session/last-workspace.ts";
import { meQuery } from "../shared/session/me.ts";

/** Leads to set-up, to the sign-in page, or to the workspace last worked in. */
export const Route = createFileRoute("/")({
  loader: async ({ context: { queryClient } }) => {
    // Asked first, so that a first visit sees no refused request.
    const setup = await queryClient.fetchQuery(setupQuery);
    if (setup.needed) throw redirect({ to: "/setup", replace: true });
    const me = await queryClient.fetchQuery(meQuery).catch((error: unknown) => {
      if (isProblem(error) && error.status === 401) return null;
      throw error;
    });
    if (!me) throw redirect({ to: "/login", replace: true });
    if (me.account.passwordExpired) throw redirect({ to: "/choose-password", replace: true });
    const workspace = lastWorkspace(me);
    if (workspace) throw redirect({ to: "/w/$workspace", params: { workspace }, replace: true });
    await loadTexts("session");
  },
  component: NoWorkspace,
});
