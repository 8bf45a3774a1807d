import { Field, PasswordField, TextField } from "@prosa/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../shared/forms/form-dialog.tsx";
import { useForm } from "../../shared/forms/use-form.ts";
import type { Connection } from "../../shared/queries/connections.ts";
import { useConnectionActions } from "./connection-queries.ts";
import { newVerifyToken } from "./verify-token.ts";

interface ConnectionDialogProps {
  /** Null makes a new one. */
  connection: Connection | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const pointers = {
  "/settings/phoneNumberId": "phoneNumberId",
  "/settings/businessAccountId": "businessAccountId",
  "/secrets/token": "token",
  "/secrets/appSecret": "appSecret",
  "/secrets/verifyToken": "verifyToken",
} as const;

/** A WhatsApp Cloud API connection, with where each value is found at Meta. Secrets are written, never read back. */
export function ConnectionDialog({ connection, open, onOpenChange }: ConnectionDialogProps) {
  const { t } = useTranslation(["connections", "common"]);
  const { create, change } = useConnectionActions();
  const isNew = connection === null;
  const onlyName = connection?.isStandin ?? false;
  const [proposedToken] = useState(newVerifyToken);
  const form = useForm({
    initial: {
      name: connection?.name ?? "",
      phoneNumberId: connection?.settings.phoneNumberId ?? "",
      businessAccountId: connection?.settings.businessAccountId ?? "",
      token: "",
      appSecret: "",
      verifyToken: isNew ? proposedToken : "",
    },
    check: (values) => ({
      ...(values.name.trim() ? {} : { name: t("required") }),
      ...(onlyName || /^\d{5,25}$/.test(values.phoneNumberId.trim()) ? {} : { phoneNumberId: t("form.onlyDigits") }),
      ...(onlyName || /^\d{5,25}$/.test(values.businessAccountId.trim())
        ? {}
        : { businessAccountId: t("form.onlyDigits") }),
      ...(!isNew || values.token.trim() ? {} : { token: t("required") }),
      ...(!isNew || values.appSecret.trim() ? {} : { appSecret: t("required") }),
      ...(!isNew || values.verifyToken.trim() ? {} : { verifyToken: t("required") }),
    }),
    codes: { name_taken: "name" },
    pointers,
    submit: async (values, changed) => {
      const name = values.name.trim();
      const settings = {
        phoneNumberId: values.phoneNumberId.trim(),
        businessAccountId: values.businessAccountId.trim(),
      };
      const { token, appSecret, verifyToken } = values;
      if (isNew)
        await create.mutateAsync({
          name,
          channel: "whatsapp",
          settings,
          secrets: { token: token.trim(), appSecret: appSecret.trim(), verifyToken: verifyToken.trim() },
        });
      else {
        const { name: _, phoneNumberId, businessAccountId, ...secrets } = changed;
        await change.mutateAsync({
          connection: connection.id,
          ...("name" in changed && { name }),
          ...given("settings", { phoneNumberId, businessAccountId }),
          ...given("secrets", secrets),
        });
      }
      onOpenChange(false);
    },
  });
  const { values, errors, set } = form;
  const secret = (key: "token" | "appSecret" | "verifyToken") => (
    <Field
      description={t(`form.${key}Help`)}
      error={errors[key]}
      hint={isNew ? undefined : t("form.keptHint")}
      label={t(`form.${key}`)}
    >
      <PasswordField
        autoComplete="off"
        hideLabel={t("common:action.hide")}
        onValueChange={(text) => set(key, text)}
        showLabel={t("common:action.show")}
        value={values[key]}
      />
    </Field>
  );
  return (
    <FormDialog
      busy={form.busy}
      confirmLabel={isNew ? t("form.create") : t("common:action.save")}
      description={isNew ? t("form.intro") : undefined}
      failure={form.failure}
      onOpenChange={onOpenChange}
      onSubmit={form.onSubmit}
      open={open}
      title={isNew ? t("form.newTitle") : t("form.editTitle")}
    >
      <Field description={isNew ? t("form.nameHelp") : undefined} error={errors.name} label={t("form.name")}>
        <TextField
          maxLength={80}
          onValueChange={(name) => set("name", name)}
          placeholder={t("form.namePlaceholder")}
          value={values.name}
        />
      </Field>
      {onlyName ? null : (
        <>
          <Field description={t("form.phoneNumberIdHelp")} error={errors.phoneNumberId} label={t("form.phoneNumberId")}>
            <TextField
              inputMode="numeric"
              onValueChange={(text) => set("phoneNumberId", text)}
              value={values.phoneNumberId}
            />
          </Field>
          <Field
            description={t("form.businessAccountIdHelp")}
            error={errors.businessAccountId}
            label={t("form.businessAccountId")}
          >
            <TextField
              inputMode="numeric"
              onValueChange={(text) => set("businessAccountId", text)}
              value={values.businessAccountId}
            />
          </Field>
          {secret("token")}
          {secret("appSecret")}
          {secret("verifyToken")}
        </>
      )}
    </FormDialog>
  );
}

/** Only what was typed, under `key`, or nothing: an empty secret keeps the one there is. */
function given<Key extends "settings" | "secrets">(key: Key, texts: Record<string, string | undefined>) {
  const typed = Object.entries(texts).flatMap(([name, text]) => (text?.trim() ? [[name, text.trim()]] : []));
  return typed.length > 0 ? ({ [key]: Object.fromEntries(typed) } as Record<Key, Record<string, string>>) : {};
}
