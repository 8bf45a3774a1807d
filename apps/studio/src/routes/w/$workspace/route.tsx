import { createFileRoute, Outlet, redirect, useMatches, useParams } from "@tanstack/react-router";
import { useAttention } from "../../../features/conversations/attention/use-attention.ts";
import { useKeepUnsent } from "../../../features/conversations/unsent/use-keep-unsent.ts";
import { useSignOut } from "../../../features/session/sign-out.ts";
import { Shell } from "../../../features/shell/shell.tsx";
import { isProblem, Problem } from "../../../shared/api/problem.ts";
import { loadTexts, setLanguage } from "../../../shared/i18n/i18n.ts";
import { useLiveWorkspace } from "../../../shared/live/use-live-workspace.ts";
import { rememberWorkspace } from "../../../shared/session/last-workspace.ts";
import { meQuery } from "../../../shared/session/me.ts";
import { WorkspaceProvider, workspaceQuery } from "../../../shared/session/workspace.ts";
import { useThemeChoice } from "../../../shared/theme/theme-choice.ts";

/** Everything inside a workspace: signed in, a member, live. */
export const Route = createFileRoute("/w/$workspace")({
  beforeLoad: async ({ context: { queryClient }, params: { workspace }, location }) => {
    const me = await queryClient.ensureQueryData(meQuery).catch((error: unknown) => {
      if (isProblem(error) && error.status === 401)
        throw redirect({ to: "/login", search: { back: location.href }, replace: true });
      throw error;
    });
    if (me.account.passwordExpired)
      throw redirect({ to: "/choose-password", search: { back: location.href }, replace: true });
    if (!me.workspaces.some(({ slug, id }) => slug === workspace || id === workspace))
      throw new Problem(404, { code: "not_found" });
    await setLanguage(me.account.locale);
    const { choice, choose } = useThemeChoice.getState();
    if (choice !== me.account.theme) choose(me.account.theme);
    rememberWorkspace(workspace);
  },
  loader: async ({ context: { queryClient }, params: { workspace } }) => {
    await Promise.all([queryClient.ensureQueryData(workspaceQuery(workspace)), loadTexts("shell")]);
  },
  component: WorkspaceLayout,
});

function WorkspaceLayout() {
  const { workspace } = Route.useParams();
  return (
    <WorkspaceProvider value={workspace}>
      <LiveShell workspace={workspace} />
    </WorkspaceProvider>
  );
}

function LiveShell({ workspace }: { workspace: string }) {
  useLiveWorkspace(workspace);
  useKeepUnsent();
  const signOut = useSignOut();
  const waiting = useAttention();
  const chrome = useMatches({
    select: (matches) => matches.findLast(({ staticData }) => staticData.chrome)?.staticData.chrome,
  });
  const inConversation = useParams({ strict: false, select: (params) => "conversation" in params });
  return (
    <Shell
      chrome={chrome ?? "full"}
      onSignOut={signOut}
      phoneBar={!inConversation && chrome !== "rail"}
      waiting={waiting}
    >
      <Outlet />
    </Shell>
  );
}
