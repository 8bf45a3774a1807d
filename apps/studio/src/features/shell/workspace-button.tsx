import { Button, type ButtonProps, VisuallyHidden } from "@prosa/ui";
import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../shared/session/workspace.ts";
import { WorkspaceTile } from "./workspace-tile.tsx";

/** The workspace's name as a button. */
export function WorkspaceButton(props: Partial<ButtonProps>) {
  const { t } = useTranslation("shell");
  const { name } = useWorkspace();
  return (
    <Button
      {...props}
      className="min-w-0 shrink px-1!"
      icon={<WorkspaceTile name={name} />}
      trailing={<ChevronDown />}
      variant="ghost"
    >
      <span aria-hidden className="truncate">
        {name}
      </span>
      <VisuallyHidden>{t("workspace.switch", { name })}</VisuallyHidden>
    </Button>
  );
}
