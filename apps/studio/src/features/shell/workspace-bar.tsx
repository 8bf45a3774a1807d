import { TopBar } from "@prosa/ui";
import { late } from "../../shared/screens/late.ts";
import { LateMenu } from "../../shared/screens/late-menu.tsx";
import { useMe } from "../../shared/session/me.ts";
import { useWorkspace } from "../../shared/session/workspace.ts";
import { ProfileButton } from "./profile-button.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";
import { WorkspaceButton } from "./workspace-button.tsx";
import { WorkspaceTile } from "./workspace-tile.tsx";

const ProfileMenu = late(() => import("./profile-menu.tsx").then((file) => ({ default: file.ProfileMenu })));
const WorkspaceMenu = late(() => import("./workspace-menu.tsx").then((file) => ({ default: file.WorkspaceMenu })));

/** The bar over the page: where one is, and who one is. */
export function WorkspaceBar({ onSignOut }: { onSignOut: () => Promise<void> }) {
  return (
    <TopBar
      end={
        <>
          <ThemeToggle />
          <LateMenu button={<ProfileButton />}>
            {(pressed) => <ProfileMenu defaultOpen={pressed} onSignOut={onSignOut} />}
          </LateMenu>
        </>
      }
      start={<WorkspaceName />}
    />
  );
}

/** Says which workspace this is; with several it leads to the others. */
function WorkspaceName() {
  const { name } = useWorkspace();
  const { workspaces } = useMe();
  if (workspaces.length > 1)
    return <LateMenu button={<WorkspaceButton />}>{(pressed) => <WorkspaceMenu defaultOpen={pressed} />}</LateMenu>;
  return (
    <span className="flex h-8 min-w-0 items-center gap-2 px-1 font-medium">
      <WorkspaceTile name={name} />
      <span className="truncate">{name}</span>
    </span>
  );
}
