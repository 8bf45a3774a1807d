import { Banner, Button, Field, PasswordField, useToast } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { NewPasswordField } from "../../shared/forms/new-password-field.tsx";
import { passwordMinLength } from "../../shared/forms/password-strength.ts";
import { useForm } from "../../shared/forms/use-form.ts";
import { useMe } from "../../shared/session/me.ts";
import { useProfileActions } from "./profile-queries.ts";

export function PasswordForm() {
  const { t } = useTranslation(["profile", "common"]);
  const { account } = useMe();
  const toast = useToast();
  const { changePassword } = useProfileActions();
  const form = useForm({
    initial: { current: "", new: "" },
    check: ({ current, new: next }) => ({
      ...(current ? {} : { current: t("required") }),
      ...(next.length < passwordMinLength ? { new: t("common:password.help", { count: passwordMinLength }) } : {}),
    }),
    codes: { wrong_password: "current" },
    submit: async (values) => {
      await changePassword.mutateAsync(values);
      form.reset();
      toast.show({ title: t("password.changed"), tone: "success" });
    },
  });
  return (
    <form className="flex flex-col gap-3" noValidate onSubmit={form.onSubmit}>
      {form.failure ? <Banner tone="danger">{form.failure}</Banner> : null}
      <Field error={form.errors.current} label={t("password.current")}>
        <PasswordField
          autoComplete="current-password"
          hideLabel={t("common:password.hide")}
          onValueChange={(current) => form.set("current", current)}
          showLabel={t("common:password.show")}
          value={form.values.current}
        />
      </Field>
      <NewPasswordField
        error={form.errors.new}
        label={t("password.next")}
        onValueChange={(next) => form.set("new", next)}
        own={[account.name, account.email]}
        value={form.values.new}
      />
      <div className="flex justify-end">
        <Button loading={form.busy} type="submit">
          {t("password.change")}
        </Button>
      </div>
    </form>
  );
}
