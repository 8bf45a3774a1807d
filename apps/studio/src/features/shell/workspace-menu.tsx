import { Menu, MenuGroup, MenuItem } from "@prosa/ui";
import { Link } from "@tanstack/react-router";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../shared/session/me.ts";
import { useWorkspace } from "../../shared/session/workspace.ts";
import { WorkspaceButton } from "./workspace-button.tsx";
import { WorkspaceTile } from "./workspace-tile.tsx";

/** Leads to the other workspaces one is a member of. */
export function WorkspaceMenu({ defaultOpen }: { defaultOpen: boolean }) {
  const { t } = useTranslation("shell");
  const workspace = useWorkspace();
  const { workspaces } = useMe();
  return (
    <Menu defaultOpen={defaultOpen} trigger={<WorkspaceButton />}>
      <MenuGroup label={t("workspace.current")}>
        {workspaces.map((other) => (
          <MenuItem
            icon={other.id === workspace.id ? <Check /> : <WorkspaceTile name={other.name} size={16} />}
            key={other.id}
            render={<Link params={{ workspace: other.slug }} to="/w/$workspace" />}
          >
            {other.name}
          </MenuItem>
        ))}
      </MenuGroup>
    </Menu>
  );
}
