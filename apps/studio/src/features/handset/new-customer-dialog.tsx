import { Field, RadioGroup, TextField } from "@prosa/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../shared/forms/form-dialog.tsx";
import { useForm } from "../../shared/forms/use-form.ts";
import { createCustomer, type HandsetPlace } from "./handset-api.ts";
import { pretendCustomer } from "./pretend-customer.ts";

interface NewCustomerDialogProps {
  place: HandsetPlace;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (customer: string) => void;
}

/** Invents a customer: with a number, or known by a user name only, as WhatsApp has it since 2026. */
export function NewCustomerDialog({ place, open, onOpenChange, onCreated }: NewCustomerDialogProps) {
  const { t } = useTranslation("handset");
  const [suggestion] = useState(() => pretendCustomer());
  const form = useForm({
    initial: {
      name: suggestion.name,
      phone: `+${suggestion.phone}`,
      username: "",
      identity: "phone" as "phone" | "username",
    },
    check: ({ name, phone, username, identity }) => ({
      ...(name.trim() ? {} : { name: t("fill") }),
      ...(identity === "phone" && phone.replace(/\D/g, "").length < 8 ? { phone: t("badPhone") } : {}),
      ...(identity === "username" && !/^[a-z0-9._]{3,30}$/.test(username) ? { username: t("badUsername") } : {}),
    }),
    submit: async ({ name, phone, username, identity }) => {
      const made = await createCustomer(place, {
        name: name.trim(),
        ...(identity === "phone" ? { phone } : { username }),
      });
      onOpenChange(false);
      onCreated(made.id);
    },
  });
  const { values, errors, set } = form;
  return (
    <FormDialog
      busy={form.busy}
      confirmLabel={t("create")}
      failure={form.failure}
      onOpenChange={onOpenChange}
      onSubmit={form.onSubmit}
      open={open}
      size="sm"
      title={t("new")}
    >
      <Field error={errors.name} label={t("name")}>
        <TextField maxLength={80} onValueChange={(name) => set("name", name)} value={values.name} />
      </Field>
      <RadioGroup
        aria-label={t("identity")}
        onValueChange={(identity) => set("identity", identity)}
        options={[
          { value: "phone", label: t("byPhone") },
          { value: "username", label: t("byUsername"), description: t("byUsernameText") },
        ]}
        value={values.identity}
      />
      {values.identity === "phone" ? (
        <Field error={errors.phone} label={t("phone")}>
          <TextField inputMode="tel" onValueChange={(phone) => set("phone", phone)} value={values.phone} />
        </Field>
      ) : (
        <Field error={errors.username} label={t("username")}>
          <TextField
            autoCapitalize="none"
            onValueChange={(username) => set("username", username.toLowerCase())}
            spellCheck={false}
            value={values.username}
          />
        </Field>
      )}
    </FormDialog>
  );
}
