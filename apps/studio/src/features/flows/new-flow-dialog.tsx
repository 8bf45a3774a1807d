import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { NameDialog } from "../../shared/forms/name-dialog.tsx";
import { useWorkspaceId } from "../../shared/session/workspace.ts";
import { useFlowActions } from "./flow-queries.ts";

/** Names a new flow and opens it in the editor. */
export function NewFlowDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation("flows");
  const workspace = useWorkspaceId();
  const navigate = useNavigate();
  const { create } = useFlowActions();
  return (
    <NameDialog
      confirmLabel={t("create")}
      label={t("name")}
      onOpenChange={onOpenChange}
      onSubmit={async (name) => {
        const flow = await create.mutateAsync({ name, kind: "chatbot" });
        await navigate({ to: "/w/$workspace/flows/$flow", params: { workspace, flow: flow.id } });
      }}
      open={open}
      placeholder={t("namePlaceholder")}
      title={t("newTitle")}
    />
  );
}
