import { TopBar } from "@prosa/ui";
import { ProfileMenu } from "./profile-menu.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";
import { WorkspaceMenu } from "./workspace-menu.tsx";

/** The bar over the page: where one is, and who one is. */
export function WorkspaceBar({ onSignOut }: { onSignOut: () => Promise<void> }) {
  return (
    <TopBar
      end={
        <>
          <ThemeToggle />
          <ProfileMenu onSignOut={onSignOut} />
        </>
      }
      start={<WorkspaceMenu />}
    />
  );
}
