import { Button, Dialog, Field, RadioGroup, TextField } from "@prosa/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../shared/forms/form-dialog.tsx";
import { useForm } from "../../shared/forms/use-form.ts";
import { type NewMember, useMemberActions } from "./member-queries.ts";
import { OneTimePassword } from "./one-time-password.tsx";
import { roles } from "./roles.ts";

interface AddMemberDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Adds a person; a new account gets a password that is shown once. */
export function AddMemberDialog({ open, onOpenChange }: AddMemberDialogProps) {
  const { t } = useTranslation(["settings", "common"]);
  const { add } = useMemberActions();
  const [made, setMade] = useState<{ name: string; email: string; password: string | null } | null>(null);
  const form = useForm<Pick<NewMember, "name" | "email" | "role">>({
    initial: { name: "", email: "", role: "agent" },
    check: ({ name, email }) => ({
      ...(name.trim() ? {} : { name: t("required") }),
      ...(/^\S+@\S+\.\S+$/.test(email.trim()) ? {} : { email: t("member.badEmail") }),
    }),
    codes: { already_member: "email", email_taken: "email" },
    submit: async (values) => {
      const answer = await add.mutateAsync(values);
      setMade({ name: values.name, email: values.email, password: answer.oneTimePassword ?? null });
    },
  });
  if (made)
    return (
      <Dialog
        closeLabel={t("common:action.close")}
        description={made.password ? t("member.passwordText", made) : t("member.knownText", made)}
        footer={
          <Button onClick={() => onOpenChange(false)} variant="primary">
            {t("member.done")}
          </Button>
        }
        onOpenChange={onOpenChange}
        open={open}
        title={t("member.added", made)}
      >
        {made.password ? <OneTimePassword password={made.password} /> : null}
      </Dialog>
    );
  return (
    <FormDialog
      busy={form.busy}
      confirmLabel={t("member.add")}
      description={t("member.addIntro")}
      failure={form.failure}
      onOpenChange={onOpenChange}
      onSubmit={form.onSubmit}
      open={open}
      title={t("member.add")}
    >
      <Field error={form.errors.name} label={t("member.name")}>
        <TextField maxLength={100} onValueChange={(name) => form.set("name", name)} value={form.values.name} />
      </Field>
      <Field error={form.errors.email} label={t("member.email")}>
        <TextField
          inputMode="email"
          onValueChange={(email) => form.set("email", email)}
          type="email"
          value={form.values.email}
        />
      </Field>
      <RadioGroup
        aria-label={t("member.role")}
        look="cards"
        onValueChange={(role) => form.set("role", role)}
        options={roles.map((role) => ({
          value: role,
          label: t(`common:role.${role}`),
          description: t(`member.can.${role}`),
        }))}
        value={form.values.role}
      />
    </FormDialog>
  );
}
