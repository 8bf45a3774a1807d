import { Banner, Button, Card, Field, Page, Select, TextField, useToast } from "@prosa/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import { TimeZoneField } from "../../shared/forms/time-zone-field.tsx";
import { useForm } from "../../shared/forms/use-form.ts";
import { languageNames, languages } from "../../shared/i18n/languages.ts";
import { usePageTitle } from "../../shared/screens/page-title.ts";
import { meQuery } from "../../shared/session/me.ts";
import { useWorkspace, useWorkspaceId, workspaceQuery } from "../../shared/session/workspace.ts";

/** Name, language and time zone of the workspace. */
export function WorkspaceSettings() {
  const { t } = useTranslation("settings");
  usePageTitle(t("page.workspace"));
  const id = useWorkspaceId();
  const workspace = useWorkspace();
  const queryClient = useQueryClient();
  const toast = useToast();
  const form = useForm({
    initial: { name: workspace.name, locale: workspace.locale, timeZone: workspace.timeZone },
    check: ({ name }) => (name.trim() ? {} : { name: t("required") }),
    submit: async (_values, { name, ...others }) => {
      const body = { ...others, ...(name !== undefined && { name: name.trim() }) };
      const saved = await unwrap(
        api.PATCH("/api/v1/workspaces/{workspace}", { params: { path: { workspace: id } }, body }),
      );
      queryClient.setQueryData(workspaceQuery(id).queryKey, saved);
      form.reset();
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      toast.show({ title: t("saved"), tone: "success" });
    },
  });
  return (
    <Page title={t("page.workspace")} width="narrow">
      <Card>
        <form className="flex flex-col gap-4" noValidate onSubmit={form.onSubmit}>
          {form.failure ? <Banner tone="danger">{form.failure}</Banner> : null}
          <Field error={form.errors.name} label={t("workspace.name")}>
            <TextField maxLength={80} onValueChange={(name) => form.set("name", name)} value={form.values.name} />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field description={t("workspace.languageHelp")} error={form.errors.locale} label={t("workspace.language")}>
              <Select
                onValueChange={(locale) => form.set("locale", locale)}
                options={languages.map((language) => ({ value: language, label: languageNames[language] }))}
                value={form.values.locale}
              />
            </Field>
            <TimeZoneField
              description={t("workspace.timeZoneHelp")}
              error={form.errors.timeZone}
              onValueChange={(timeZone) => form.set("timeZone", timeZone)}
              value={form.values.timeZone}
            />
          </div>
          <div className="flex justify-end">
            <Button loading={form.busy} type="submit" variant="primary">
              {t("save")}
            </Button>
          </div>
        </form>
      </Card>
    </Page>
  );
}
