import { AlertDialog, useToast } from "@prosa/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../api/problem-text.ts";

interface ConfirmDeleteProps {
  title: string;
  /** What is lost, and what is not. */
  text: string;
  confirmLabel?: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => Promise<unknown>;
}

/** Asks before something that cannot be undone; stays open and says why when it did not work. */
export function ConfirmDelete({ title, text, confirmLabel, open, onOpenChange, onConfirm }: ConfirmDeleteProps) {
  const { t } = useTranslation("common");
  const problemText = useProblemText();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
    } catch (error) {
      toast.show({ title: problemText(error), tone: "danger" });
      throw error;
    } finally {
      setBusy(false);
    }
  };
  return (
    <AlertDialog
      cancelLabel={t("action.cancel")}
      confirmLabel={confirmLabel ?? t("action.delete")}
      description={text}
      loading={busy}
      onConfirm={confirm}
      onOpenChange={onOpenChange}
      open={open}
      title={title}
    />
  );
}
