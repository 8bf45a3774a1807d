import { Banner, Button, Dialog, DialogClose } from "@prosa/ui";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";

interface FormDialogProps {
  title: string;
  description?: ReactNode;
  confirmLabel: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What does not belong to one field. */
  failure: string | null;
  busy: boolean;
  onSubmit: (event: { preventDefault: () => void }) => void;
  size?: "sm" | "md" | "lg";
  children: ReactNode;
}

/** A form in a dialog. Render it with a `key` that changes with each opening, so that it starts afresh. */
export function FormDialog({
  title,
  description,
  confirmLabel,
  failure,
  busy,
  onSubmit,
  children,
  ...dialog
}: FormDialogProps) {
  const { t } = useTranslation("common");
  const formId = useId();
  return (
    <Dialog
      {...dialog}
      closeLabel={t("action.close")}
      description={description}
      footer={
        <>
          <DialogClose>
            <Button>{t("action.cancel")}</Button>
          </DialogClose>
          <Button form={formId} loading={busy} type="submit" variant="primary">
            {confirmLabel}
          </Button>
        </>
      }
      title={title}
    >
      <form className="flex flex-col gap-4" id={formId} noValidate onSubmit={onSubmit}>
        {failure ? <Banner tone="danger">{failure}</Banner> : null}
        {children}
      </form>
    </Dialog>
  );
}
