import { Banner, Button, Field, RadioGroup, Select, TextField } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import { NewPasswordField } from "../../shared/forms/new-password-field.tsx";
import { passwordMinLength } from "../../shared/forms/password-strength.ts";
import { TimeZoneField } from "../../shared/forms/time-zone-field.tsx";
import { browserTimeZone } from "../../shared/forms/time-zones.ts";
import { useForm } from "../../shared/forms/use-form.ts";
import { setLanguage } from "../../shared/i18n/i18n.ts";
import { type Language, languageNames, languages } from "../../shared/i18n/languages.ts";
import { Entrance } from "../../shared/screens/entrance.tsx";
import { usePageTitle } from "../../shared/screens/page-title.ts";

interface SetupFormProps {
  /** The server wants the code shown in its terminal. */
  codeRequired: boolean;
  onDone: () => Promise<void>;
}

/** The first run: the first account and its workspace. */
export function SetupForm({ codeRequired, onDone }: SetupFormProps) {
  const { t, i18n } = useTranslation("setup");
  usePageTitle(t("title"));
  const form = useForm({
    initial: {
      name: "",
      email: "",
      password: "",
      workspaceName: "",
      timeZone: browserTimeZone(),
      start: "example",
      code: "",
    },
    check: (values) => ({
      ...(values.name.trim() ? {} : { name: t("required") }),
      ...(/^\S+@\S+\.\S+$/.test(values.email.trim()) ? {} : { email: t("badEmail") }),
      ...(values.password.length < passwordMinLength
        ? { password: t("shortPassword", { count: passwordMinLength }) }
        : {}),
      ...(values.workspaceName.trim() ? {} : { workspaceName: t("required") }),
      ...(codeRequired && !values.code.trim() ? { code: t("required") } : {}),
    }),
    codes: { wrong_setup_code: "code", email_taken: "email" },
    submit: async ({ start, code, ...values }) => {
      const locale = i18n.language as Language;
      const body = { ...values, locale, example: start === "example", ...(code.trim() ? { code: code.trim() } : {}) };
      await unwrap(api.POST("/api/v1/setup", { body }));
      await onDone();
    },
  });
  const { values, errors, set } = form;
  return (
    <Entrance intro={t("intro")} title={t("title")} wide>
      <form className="mt-6 flex flex-col gap-6" noValidate onSubmit={form.onSubmit}>
        {form.failure ? <Banner tone="danger">{form.failure}</Banner> : null}
        <section className="flex flex-col gap-4">
          <h2 className="font-bold text-md">{t("account")}</h2>
          <Field error={errors.name} label={t("name")} name="name">
            <TextField autoComplete="name" autoFocus onValueChange={(name) => set("name", name)} value={values.name} />
          </Field>
          <Field error={errors.email} label={t("email")} name="email">
            <TextField
              autoComplete="username"
              inputMode="email"
              onValueChange={(email) => set("email", email)}
              type="email"
              value={values.email}
            />
          </Field>
          <NewPasswordField
            error={errors.password}
            label={t("password")}
            onValueChange={(password) => set("password", password)}
            own={[values.name, values.email]}
            value={values.password}
          />
        </section>
        <section className="flex flex-col gap-4">
          <h2 className="font-bold text-md">{t("workspace")}</h2>
          <Field error={errors.workspaceName} label={t("workspaceName")} name="workspaceName">
            <TextField
              autoComplete="organization"
              onValueChange={(name) => set("workspaceName", name)}
              placeholder={t("workspacePlaceholder")}
              value={values.workspaceName}
            />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t("language")}>
              <Select
                onValueChange={(language) => void setLanguage(language)}
                options={languages.map((language) => ({ value: language, label: languageNames[language] }))}
                value={i18n.language as Language}
              />
            </Field>
            <TimeZoneField
              description={t("timeZoneHelp")}
              error={errors.timeZone}
              onValueChange={(timeZone) => set("timeZone", timeZone)}
              value={values.timeZone}
            />
          </div>
        </section>
        <section className="flex flex-col gap-3">
          <h2 className="font-bold text-md" id="setup-start">
            {t("start")}
          </h2>
          <RadioGroup
            aria-labelledby="setup-start"
            look="cards"
            onValueChange={(start) => set("start", start)}
            options={[
              { value: "example", label: t("example"), description: t("exampleText") },
              { value: "empty", label: t("empty"), description: t("emptyText") },
            ]}
            value={values.start}
          />
        </section>
        {codeRequired ? (
          <Field description={t("codeHelp")} error={errors.code} label={t("code")} name="code">
            <TextField
              autoCapitalize="none"
              onValueChange={(code) => set("code", code)}
              spellCheck={false}
              value={values.code}
            />
          </Field>
        ) : null}
        <Button block loading={form.busy} size="lg" type="submit" variant="primary">
          {t("submit")}
        </Button>
      </form>
    </Entrance>
  );
}
