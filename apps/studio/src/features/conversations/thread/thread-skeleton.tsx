import { Skeleton } from "@prosa/ui";
import { useTranslation } from "react-i18next";

const widths = ["w-56", "w-80", "w-64", "w-72", "w-40", "w-60"];

/** A conversation on its way. */
export function ThreadSkeleton() {
  const { t } = useTranslation("common");
  return (
    <div aria-label={t("state.loading")} className="flex h-full flex-col bg-bg" role="status">
      <div className="flex h-14 items-center gap-3 border-line border-b bg-surface px-5">
        <Skeleton className="h-4 w-48" />
      </div>
      <ThreadSkeletonBubbles />
    </div>
  );
}

export function ThreadSkeletonBubbles() {
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-end gap-3 overflow-hidden p-5">
      {widths.map((width, index) => (
        <Skeleton className={`h-10 max-w-full rounded-lg! ${width} ${index % 3 === 1 ? "self-end" : ""}`} key={width} />
      ))}
    </div>
  );
}
