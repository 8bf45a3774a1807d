import { Button, type ButtonProps } from "@prosa/ui";
import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../shared/session/workspace.ts";
import { WorkspaceTile } from "./workspace-tile.tsx";

/** The workspace's name as a button; the menu under it is fetched right after the page shows. */
export function WorkspaceButton(props: Partial<ButtonProps>) {
  const { t } = useTranslation("shell");
  const { name } = useWorkspace();
  return (
    <Button
      {...props}
      aria-label={t("workspace.switch", { name })}
      className="min-w-0 shrink px-1!"
      icon={<WorkspaceTile name={name} />}
      trailing={<ChevronDown />}
      variant="ghost"
    >
      <span className="truncate">{name}</span>
    </Button>
  );
}
