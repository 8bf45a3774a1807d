import { Skeleton } from "@prosa/ui";
import { useTranslation } from "react-i18next";

export function PhoneSkeleton() {
  const { t } = useTranslation("common");
  return (
    <div aria-label={t("state.loading")} className="flex h-full items-center justify-center p-6" role="status">
      <Skeleton className="h-full max-h-[720px] w-[360px] max-w-full rounded-[38px]!" />
    </div>
  );
}
