import { CopyField, Disclosure } from "@prosa/ui";
import { useTranslation } from "react-i18next";

/** What Meta has to be told so that messages arrive here. */
export function WebhookHelp({ webhook }: { webhook: { url: string; verifyToken: string } }) {
  const { t } = useTranslation(["connections", "common"]);
  return (
    <Disclosure title={t("webhook.title")}>
      <div className="flex flex-col gap-3 pt-1 pl-5.5">
        <p className="text-ink-2 text-sm">{t("webhook.where")}</p>
        <Labelled label={t("webhook.url")} value={webhook.url} />
        <Labelled label={t("webhook.verifyToken")} value={webhook.verifyToken} />
        <p className="text-ink-2 text-sm">{t("webhook.fields")}</p>
      </div>
    </Disclosure>
  );
}

function Labelled({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation("common");
  return (
    <div>
      <p aria-hidden className="mb-1 text-ink-2 text-sm">
        {label}
      </p>
      <CopyField
        copiedLabel={t("action.copied")}
        copyLabel={`${t("action.copy")}: ${label}`}
        label={label}
        value={value}
      />
    </div>
  );
}
