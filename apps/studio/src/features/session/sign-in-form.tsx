import { Banner, Button, Field, PasswordField, TextField } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import { useForm } from "../../shared/forms/use-form.ts";
import { Entrance } from "../../shared/screens/entrance.tsx";
import { usePageTitle } from "../../shared/screens/page-title.ts";

interface SignInFormProps {
  /** The session ended while somebody was working. */
  ended: boolean;
  onSignedIn: () => Promise<void>;
}

/** Email and password. */
export function SignInForm({ ended, onSignedIn }: SignInFormProps) {
  const { t } = useTranslation("session");
  usePageTitle(t("title"));
  const form = useForm({
    initial: { email: "", password: "" },
    submit: async (values) => {
      await unwrap(api.POST("/api/v1/auth/sign-in", { body: values }));
      await onSignedIn();
    },
  });
  return (
    <Entrance title={t("title")}>
      <form className="mt-6 flex flex-col gap-4" noValidate onSubmit={form.onSubmit}>
        {ended && !form.failure ? <Banner tone="info">{t("ended")}</Banner> : null}
        {form.failure ? <Banner tone="danger">{form.failure}</Banner> : null}
        <Field error={form.errors.email} label={t("email")} name="email">
          <TextField
            autoComplete="username"
            autoFocus
            inputMode="email"
            onValueChange={(email) => form.set("email", email)}
            type="email"
            value={form.values.email}
          />
        </Field>
        <Field error={form.errors.password} label={t("password")} name="password">
          <PasswordField
            autoComplete="current-password"
            hideLabel={t("hidePassword")}
            onValueChange={(password) => form.set("password", password)}
            showLabel={t("showPassword")}
            value={form.values.password}
          />
        </Field>
        <Button block loading={form.busy} size="lg" type="submit" variant="primary">
          {t("submit")}
        </Button>
      </form>
    </Entrance>
  );
}
