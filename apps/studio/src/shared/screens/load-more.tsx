import { Button } from "@prosa/ui";
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { NextPageError } from "./next-page-error.tsx";

/** The end of a list that has more: fetches when it comes into view, and is a button for whoever does not scroll. */
export function LoadMore({ query }: { query: UseInfiniteQueryResult }) {
  const { t } = useTranslation("common");
  const place = useRef<HTMLDivElement>(null);
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => {
    // Begun anew with each page: an end that is still in view after it asks for the next one.
    if (!data || !hasNextPage || isFetchingNextPage || isFetchNextPageError || !place.current) return;
    const watch = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) void fetchNextPage();
    });
    watch.observe(place.current);
    return () => watch.disconnect();
  }, [data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  if (isFetchNextPageError) return <NextPageError query={query} />;
  if (!hasNextPage) return null;
  return (
    <div className="flex justify-center p-3" ref={place}>
      <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()} size="sm" variant="ghost">
        {t("action.loadMore")}
      </Button>
    </div>
  );
}
