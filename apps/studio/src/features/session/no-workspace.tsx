import { Button, EmptyState } from "@prosa/ui";
import { Building2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSignOut } from "./sign-out.ts";

/** Signed in, but a member of nothing. */
export function NoWorkspace() {
  const { t } = useTranslation("session");
  const signOut = useSignOut();
  return (
    <main className="grid h-full place-items-center">
      <EmptyState
        action={<Button onClick={() => void signOut()}>{t("signOut")}</Button>}
        icon={<Building2 />}
        text={t("noWorkspaceText")}
        title={t("noWorkspaceTitle")}
      />
    </main>
  );
}
