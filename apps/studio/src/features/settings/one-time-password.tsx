import { Banner, CopyField } from "@prosa/ui";
import { useTranslation } from "react-i18next";

/** A password that somebody else is given, shown this once. */
export function OneTimePassword({ password }: { password: string }) {
  const { t } = useTranslation(["settings", "common"]);
  return (
    <div className="flex flex-col gap-3">
      <CopyField
        copiedLabel={t("common:action.copied")}
        copyLabel={t("common:action.copy")}
        label={t("member.password")}
        value={password}
      />
      <Banner tone="warning">{t("member.passwordOnce")}</Banner>
    </div>
  );
}
