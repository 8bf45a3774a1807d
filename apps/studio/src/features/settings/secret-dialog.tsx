import { Field, PasswordField, TextField } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../shared/forms/form-dialog.tsx";
import { useForm } from "../../shared/forms/use-form.ts";
import { useSecretActions } from "./secret-queries.ts";

interface SecretDialogProps {
  /** Null makes a new one; a name replaces its value. */
  name: string | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function SecretDialog({ name, open, onOpenChange }: SecretDialogProps) {
  const { t } = useTranslation(["settings", "common"]);
  const { put } = useSecretActions();
  const form = useForm({
    initial: { name: name ?? "", value: "" },
    check: (values) => ({
      ...(/^[a-z][a-z0-9_]{0,59}$/i.test(values.name) ? {} : { name: t("secret.badName") }),
      ...(values.value ? {} : { value: t("required") }),
    }),
    pointers: { "/param/name": "name", "/params/name": "name" },
    submit: async (values) => {
      await put.mutateAsync(values);
      onOpenChange(false);
    },
  });
  return (
    <FormDialog
      busy={form.busy}
      confirmLabel={t("save")}
      description={t("secret.neverShown")}
      failure={form.failure}
      onOpenChange={onOpenChange}
      onSubmit={form.onSubmit}
      open={open}
      title={name ? t("secret.replace", { name }) : t("secret.new")}
    >
      {name ? null : (
        <Field description={t("secret.nameHelp")} error={form.errors.name} label={t("secret.name")}>
          <TextField
            autoCapitalize="none"
            maxLength={60}
            onValueChange={(text) => form.set("name", text.trim())}
            placeholder="crm_token"
            spellCheck={false}
            value={form.values.name}
          />
        </Field>
      )}
      <Field error={form.errors.value} label={t("secret.value")}>
        <PasswordField
          autoComplete="off"
          hideLabel={t("common:action.hide")}
          onValueChange={(value) => form.set("value", value)}
          showLabel={t("common:action.show")}
          value={form.values.value}
        />
      </Field>
    </FormDialog>
  );
}
