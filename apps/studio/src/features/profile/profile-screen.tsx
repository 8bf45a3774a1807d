import { FormSection, Page } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { usePageTitle } from "../../shared/screens/page-title.ts";
import { AppearanceForm } from "./appearance-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { PersonForm } from "./person-form.tsx";
import { SessionList } from "./session-list.tsx";

/** One's own account: who one is, how the studio looks and speaks, the password, and where one is signed in. */
export function ProfileScreen() {
  const { t } = useTranslation("profile");
  usePageTitle(t("title"));
  return (
    <Page title={t("title")} width="narrow">
      <div>
        <FormSection description={t("person.intro")} layout="side" title={t("person.title")}>
          <PersonForm />
        </FormSection>
        <FormSection description={t("appearance.intro")} layout="side" title={t("appearance.title")}>
          <AppearanceForm />
        </FormSection>
        <FormSection description={t("password.intro")} layout="side" title={t("password.title")}>
          <PasswordForm />
        </FormSection>
        <FormSection description={t("session.intro")} layout="side" title={t("session.title")}>
          <SessionList />
        </FormSection>
      </div>
    </Page>
  );
}
