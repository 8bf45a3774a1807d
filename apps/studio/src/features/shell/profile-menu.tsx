import { Menu, MenuGroup, MenuItem, MenuSeparator } from "@prosa/ui";
import { Link } from "@tanstack/react-router";
import { BookOpen, LogOut, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../shared/session/me.ts";
import { useWorkspaceId } from "../../shared/session/workspace.ts";
import { ProfileButton } from "./profile-button.tsx";

/** Who is signed in, the own profile, and the way out. */
export function ProfileMenu({ defaultOpen, onSignOut }: { defaultOpen: boolean; onSignOut: () => Promise<void> }) {
  const { t } = useTranslation("shell");
  const workspace = useWorkspaceId();
  const { account } = useMe();
  return (
    <Menu align="end" defaultOpen={defaultOpen} trigger={<ProfileButton />}>
      <MenuGroup label={account.email}>
        <MenuItem icon={<UserRound />} render={<Link params={{ workspace }} to="/w/$workspace/profile" />}>
          {t("profile.profile")}
        </MenuItem>
        <MenuItem icon={<BookOpen />} render={<a href="/api/docs" rel="noreferrer" target="_blank" />}>
          {t("profile.docs")}
        </MenuItem>
      </MenuGroup>
      <MenuSeparator />
      <MenuItem icon={<LogOut />} onSelect={() => void onSignOut()}>
        {t("profile.signOut")}
      </MenuItem>
    </Menu>
  );
}
