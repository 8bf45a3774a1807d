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

/** Changes a contact. Only what was changed here is sent: a flow or a colleague may be writing to the same record. */
export function EditContactDialog({ contact, open, onOpenChange }: EditContactDialogProps) {
  const { t } = useTranslation(["conversations", "common"]);
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const form = useForm({
    initial: { name: contact.name ?? "", email: contact.email ?? "", addTags: none, removeTags: none },
    check: ({ email }) =>
      !email.trim() || /^\S+@\S+\.\S+$/.test(email.trim()) ? {} : { email: t("contact.badEmail") },
    submit: async (_values, { name, email, ...tags }) => {
      await changeContact({
        workspace,
        contact: contact.id,
        body: {
          ...tags,
          ...(name !== undefined && { name: name.trim() || null }),
          ...(email !== undefined && { email: email.trim() || null }),
        },
      });
      await queryClient.invalidateQueries({ queryKey: [workspace, "conversations"] });
      void queryClient.invalidateQueries({ queryKey: [workspace, "conversation"] });
      onOpenChange(false);
    },
  });
  const { values, errors, set } = form;
  const kept = contact.tags.filter((tag) => !values.removeTags.includes(tag));
  const tags = [...new Set([...kept, ...values.addTags])];
  const setTags = (chosen: string[]) => {
    set(
      "addTags",
      chosen.filter((tag) => !contact.tags.includes(tag)),
    );
    set(
      "removeTags",
      contact.tags.filter((tag) => !chosen.includes(tag)),
    );
  };
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
          onCreate={(tag) => setTags([...tags, tag.trim()])}
          onValuesChange={setTags}
          options={tags.map((tag) => ({ value: tag, label: tag }))}
          placeholder={t("contact.typeTag")}
          removeLabel={(tag) => t("contact.removeTag", { tag })}
          values={tags}
        />
      </Field>
    </FormDialog>
  );
}

const none: string[] = [];
