import { createFileRoute, redirect } from "@tanstack/react-router";
import { settingsPages } from "../../../../features/settings/settings-pages.ts";
import { meQuery } from "../../../../shared/session/me.ts";
import { allows, roleIn } from "../../../../shared/session/workspace.ts";

/** Leads to the first page that one's role may open. */
export const Route = createFileRoute("/w/$workspace/settings/")({
  beforeLoad: async ({ context: { queryClient }, params }) => {
    const role = roleIn(await queryClient.ensureQueryData(meQuery), params.workspace);
    const page = settingsPages.find(({ needs }) => allows(role, needs));
    throw redirect({ to: page?.to ?? "/w/$workspace/settings/tokens", params, replace: true });
  },
});
