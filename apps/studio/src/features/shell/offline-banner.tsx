import { Banner } from "@prosa/ui";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLiveStore } from "../../shared/live/live-store.ts";

/** Says that the network or the server is away, once it has been for long enough to matter. */
export function OfflineBanner() {
  const { t } = useTranslation("common");
  const { online, status } = useLiveStore();
  const away = useLasting(status === "down", 4000);
  if (!online)
    return (
      <Banner flush tone="offline">
        {t("offline.banner")}
      </Banner>
    );
  return away ? (
    <Banner flush tone="offline">
      {t("offline.server")}
    </Banner>
  ) : null;
}

/** True once `condition` has held for `ms`. */
function useLasting(condition: boolean, ms: number): boolean {
  const [lasted, setLasted] = useState(false);
  useEffect(() => {
    if (!condition) return setLasted(false);
    const timer = setTimeout(() => setLasted(true), ms);
    return () => clearTimeout(timer);
  }, [condition, ms]);
  return lasted && condition;
}
