import { Banner, Button, Field, TextField, useToast } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { useForm } from "../../shared/forms/use-form.ts";
import { useMe } from "../../shared/session/me.ts";
import { useProfileActions } from "./profile-queries.ts";

export function PersonForm() {
  const { t } = useTranslation("profile");
  const { account } = useMe();
  const toast = useToast();
  const { change } = useProfileActions();
  const form = useForm({
    initial: { name: account.name },
    check: ({ name }) => (name.trim() ? {} : { name: t("required") }),
    submit: async ({ name }) => {
      await change.mutateAsync({ name: name.trim() });
      form.reset();
      toast.show({ title: t("saved"), tone: "success" });
    },
  });
  return (
    <form className="flex flex-col gap-3" noValidate onSubmit={form.onSubmit}>
      {form.failure ? <Banner tone="danger">{form.failure}</Banner> : null}
      <Field error={form.errors.name} label={t("person.name")}>
        <TextField
          autoComplete="name"
          maxLength={100}
          onValueChange={(name) => form.set("name", name)}
          value={form.values.name}
        />
      </Field>
      <Field description={t("person.emailHelp")} disabled label={t("person.email")}>
        <TextField value={account.email} />
      </Field>
      <div className="flex justify-end">
        <Button disabled={form.values.name === account.name} loading={form.busy} type="submit">
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
