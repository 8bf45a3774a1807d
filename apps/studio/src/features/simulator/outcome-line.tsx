import { Banner } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import type { Outcome } from "./world.ts";

/** How the run ended, at the foot of the thread. */
export function OutcomeLine({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation("simulator");
  if (outcome.kind === "failed")
    return (
      <Banner tone="danger">
        {t(`failed.${outcome.code}`)}
        {outcome.detail ? <span className="block text-ink-2 text-xs">{outcome.detail}</span> : null}
      </Banner>
    );
  if (outcome.kind === "transferred")
    return <Banner tone="success">{outcome.queueId ? t("outcome.transferred") : t("outcome.defaultQueue")}</Banner>;
  if (outcome.kind === "closed") return <Banner tone="info">{t("outcome.closed")}</Banner>;
  return (
    <Banner tone={outcome.reason === "open-exit" ? "warning" : "info"}>
      {outcome.reason === "open-exit" ? t("outcome.openExit") : t("outcome.ended")}
    </Banner>
  );
}
