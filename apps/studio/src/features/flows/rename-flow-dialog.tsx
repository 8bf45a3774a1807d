import { useTranslation } from "react-i18next";
import { NameDialog } from "../../shared/forms/name-dialog.tsx";
import { type FlowSummary, useFlowActions } from "./flow-queries.ts";

interface RenameFlowDialogProps {
  flow: FlowSummary;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function RenameFlowDialog({ flow, open, onOpenChange }: RenameFlowDialogProps) {
  const { t } = useTranslation("flows");
  const { rename } = useFlowActions();
  return (
    <NameDialog
      confirmLabel={t("rename")}
      initial={flow.name}
      label={t("name")}
      onOpenChange={onOpenChange}
      onSubmit={(name) => rename.mutateAsync({ flow: flow.id, name })}
      open={open}
      title={t("renameTitle")}
    />
  );
}
