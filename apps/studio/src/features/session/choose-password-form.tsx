import { Banner, Button, Field, PasswordField } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import { NewPasswordField } from "../../shared/forms/new-password-field.tsx";
import { passwordMinLength } from "../../shared/forms/password-strength.ts";
import { useForm } from "../../shared/forms/use-form.ts";
import { Entrance } from "../../shared/screens/entrance.tsx";
import { usePageTitle } from "../../shared/screens/page-title.ts";
import { useMe } from "../../shared/session/me.ts";

/** The first sign-in with a password that somebody else handed over: it is replaced by one's own. */
export function ChoosePasswordForm({ onDone }: { onDone: () => Promise<void> }) {
  const { t } = useTranslation(["session", "common"]);
  usePageTitle(t("choose.title"));
  const { account } = useMe();
  const form = useForm({
    initial: { current: "", new: "" },
    check: ({ current, new: next }) => ({
      ...(current ? {} : { current: t("common:problem.required") }),
      ...(next.length < passwordMinLength ? { new: t("common:password.help", { count: passwordMinLength }) } : {}),
    }),
    codes: { wrong_password: "current" },
    submit: async (body) => {
      await unwrap(api.POST("/api/v1/me/password", { body }));
      await onDone();
    },
  });
  return (
    <Entrance intro={t("choose.intro", { name: account.name })} title={t("choose.title")}>
      <form className="mt-6 flex flex-col gap-4" noValidate onSubmit={form.onSubmit}>
        {form.failure ? <Banner tone="danger">{form.failure}</Banner> : null}
        <Field error={form.errors.current} label={t("choose.current")}>
          <PasswordField
            autoComplete="current-password"
            autoFocus
            hideLabel={t("common:password.hide")}
            onValueChange={(current) => form.set("current", current)}
            showLabel={t("common:password.show")}
            value={form.values.current}
          />
        </Field>
        <NewPasswordField
          error={form.errors.new}
          label={t("choose.new")}
          onValueChange={(next) => form.set("new", next)}
          own={[account.name, account.email]}
          value={form.values.new}
        />
        <Button block loading={form.busy} size="lg" type="submit" variant="primary">
          {t("choose.submit")}
        </Button>
      </form>
    </Entrance>
  );
}
