import { Field, MultiCombobox, TextField } from "@prosa/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../shared/forms/form-dialog.tsx";
import { useForm } from "../../../shared/forms/use-form.ts";
import { useWorkspaceId } from "../../../shared/session/workspace.ts";
import { type Contact, changeContact } from "./contact-queries.ts";

interface EditContactDialogProps {
  contact: Contact;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function EditContactDialog({ contact, open, onOpenChange }: EditContactDialogProps) {
  const { t } = useTranslation(["conversations", "common"]);
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const form = useForm({
    initial: { name: contact.name ?? "", email: contact.email ?? "", tags: contact.tags },
    check: ({ email }) =>
      !email.trim() || /^\S+@\S+\.\S+$/.test(email.trim()) ? {} : { email: t("contact.badEmail") },
    submit: async ({ name, email, tags }) => {
      await changeContact({
        workspace,
        contact: contact.id,
        body: { name: name.trim() || null, email: email.trim() || null, tags },
      });
      await queryClient.invalidateQueries({ queryKey: [workspace, "conversations"] });
      void queryClient.invalidateQueries({ queryKey: [workspace, "conversation"] });
      onOpenChange(false);
    },
  });
  const { values, errors, set } = form;
  return (
    <FormDialog
      busy={form.busy}
      confirmLabel={t("common:action.save")}
      failure={form.failure}
      onOpenChange={onOpenChange}
      onSubmit={form.onSubmit}
      open={open}
      title={t("contact.edit")}
    >
      <Field error={errors.name} label={t("contact.name")}>
        <TextField maxLength={120} onValueChange={(name) => set("name", name)} value={values.name} />
      </Field>
      <Field error={errors.email} label={t("contact.email")}>
        <TextField inputMode="email" onValueChange={(email) => set("email", email)} type="email" value={values.email} />
      </Field>
      <Field label={t("contact.tags")}>
        <MultiCombobox
          createLabel={(text) => t("contact.addTag", { tag: text })}
          emptyText={t("contact.typeTag")}
          onCreate={(tag) => set("tags", [...new Set([...values.tags, tag.trim()])])}
          onValuesChange={(tags) => set("tags", tags)}
          options={values.tags.map((tag) => ({ value: tag, label: tag }))}
          placeholder={t("contact.typeTag")}
          removeLabel={(tag) => t("contact.removeTag", { tag })}
          values={values.tags}
        />
      </Field>
    </FormDialog>
  );
}
