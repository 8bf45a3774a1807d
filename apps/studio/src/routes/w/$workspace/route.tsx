import { createFileRoute, Outlet, redirect, useMatches, useParams } from "@tanstack/react-router";
import { useAttention } from "../../../features/conversations/attention/use-attention.ts";
import { useKeepUnsent } from "../../../features/conversations/unsent/use-keep-unsent.ts";
import { useSignOut } from "../../../features/session/sign-out.ts";
import { Shell } from "../../../features/shell/shell.tsx";
import { isProblem, Problem } from "../../../shared/api/problem.ts";
import { loadTexts, setLanguage } from "../../../shared/i18n/i18n.ts";
import { useLiveWorkspace } from "../../../shared/live/use-live-workspace.ts";
import { rememberWorkspace } from "../../../shared/session/last-workspace.ts";
import { meQuery, useMe } from "../../../shared/session/me.ts";
import { membershipIn, notMember, WorkspaceProvider, workspaceQuery } from "../../../shared/session/workspace.ts";
import { useThemeChoice } from "../../../shared/theme/theme-choice.ts";

/** Everything inside a workspace: signed in, a member, live. */
export const Route = createFileRoute("/w/$workspace")({
  beforeLoad: async ({ context: { queryClient }, params: { workspace }, location }) => {
    const known = await queryClient.ensureQueryData(meQuery).catch((error: unknown) => {
      if (isProblem(error) && error.status === 401)
        throw redirect({ to: "/login", search: { back: location.href }, replace: true });
      throw error;
    });
    // Who was taken in just now is not turned away for what was known before.
    const me = membershipIn(known, workspace) ? known : await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
    if (me.account.passwordExpired)
      throw redirect({ to: "/choose-password", search: { back: location.href }, replace: true });
    if (!membershipIn(me, workspace)) throw new Problem(404, notMember);
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
  // Who is removed meanwhile leaves at once, rather than see each screen refused.
  if (!membershipIn(useMe(), workspace)) throw new Problem(404, notMember);
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
