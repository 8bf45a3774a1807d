import { Banner, Button, Dialog, DialogClose, Field, TextField } from "@prosa/ui";
import { type RefObject, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useForm } from "./use-form.ts";

interface NameDialogProps {
  title: string;
  label: string;
  confirmLabel: string;
  /** What the field begins with. */
  initial?: string;
  placeholder?: string;
  maxLength?: number;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The dialog closes when it resolves. */
  onSubmit: (name: string) => Promise<unknown>;
}

/** Asks for one name. */
export function NameDialog({ title, open, onOpenChange, ...props }: NameDialogProps) {
  const { t } = useTranslation("common");
  const formId = useId();
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      closeLabel={t("action.close")}
      footer={
        <>
          <DialogClose>
            <Button>{t("action.cancel")}</Button>
          </DialogClose>
          <Button form={formId} type="submit" variant="primary">
            {props.confirmLabel}
          </Button>
        </>
      }
      initialFocus={field}
      onOpenChange={onOpenChange}
      open={open}
      size="sm"
      title={title}
    >
      <NameForm {...props} field={field} formId={formId} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

type NameFormProps = Omit<NameDialogProps, "title" | "open" | "onOpenChange"> & {
  formId: string;
  field: RefObject<HTMLInputElement | null>;
  onDone: () => void;
};

/** Inside the dialog, so that it starts afresh each time it opens. */
function NameForm({
  formId,
  field,
  label,
  initial = "",
  placeholder,
  maxLength = 120,
  onSubmit,
  onDone,
}: NameFormProps) {
  const { t } = useTranslation("common");
  const form = useForm({
    initial: { name: initial },
    check: ({ name }) => (name.trim() ? {} : { name: t("problem.required") }),
    codes: { name_taken: "name" },
    submit: async ({ name }) => {
      await onSubmit(name.trim());
      onDone();
    },
  });
  return (
    <form className="flex flex-col gap-3" id={formId} noValidate onSubmit={form.onSubmit}>
      {form.failure ? <Banner tone="danger">{form.failure}</Banner> : null}
      <Field error={form.errors.name} label={label}>
        <TextField
          maxLength={maxLength}
          onFocus={(event) => event.currentTarget.select()}
          onValueChange={(name) => form.set("name", name)}
          placeholder={placeholder}
          ref={field}
          value={form.values.name}
        />
      </Field>
    </form>
  );
}
