import { Button, Menu, MenuGroup, MenuItem } from "@prosa/ui";
import { Link } from "@tanstack/react-router";
import { Check, ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../shared/session/me.ts";
import { useWorkspace } from "../../shared/session/workspace.ts";
import { WorkspaceTile } from "./workspace-tile.tsx";

/** Says which workspace this is; with several it leads to the others. */
export function WorkspaceMenu() {
  const { t } = useTranslation("shell");
  const workspace = useWorkspace();
  const { workspaces } = useMe();
  const name = <span className="truncate">{workspace.name}</span>;
  if (workspaces.length < 2)
    return (
      <span className="flex h-8 min-w-0 items-center gap-2 px-1 font-medium">
        <WorkspaceTile name={workspace.name} />
        {name}
      </span>
    );
  return (
    <Menu
      trigger={
        <Button
          aria-label={t("workspace.switch", { name: workspace.name })}
          className="min-w-0 shrink px-1!"
          icon={<WorkspaceTile name={workspace.name} />}
          trailing={<ChevronDown />}
          variant="ghost"
        >
          {name}
        </Button>
      }
    >
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
