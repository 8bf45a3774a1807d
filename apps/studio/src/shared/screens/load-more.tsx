import { Button } from "@prosa/ui";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

interface LoadMoreProps {
  /** Nothing is shown when there is no more. */
  more: boolean;
  loading: boolean;
  onMore: () => void;
}

/** The end of a list that has more: fetches when it comes into view, and is a button for whoever does not scroll. */
export function LoadMore({ more, loading, onMore }: LoadMoreProps) {
  const { t } = useTranslation("common");
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!more || loading || !place.current) return;
    const watch = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) onMore();
    });
    watch.observe(place.current);
    return () => watch.disconnect();
  }, [more, loading, onMore]);
  if (!more) return null;
  return (
    <div className="flex justify-center p-3" ref={place}>
      <Button loading={loading} onClick={onMore} size="sm" variant="ghost">
        {t("action.loadMore")}
      </Button>
    </div>
  );
}
