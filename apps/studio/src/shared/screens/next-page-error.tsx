import { Button } from "@prosa/ui";
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../api/problem-text.ts";

/** Why the next page of a list could not be fetched, and a way to ask again: nothing asks by itself any more. */
export function NextPageError({ query }: { query: UseInfiniteQueryResult }) {
  const { t } = useTranslation("common");
  const problemText = useProblemText();
  return (
    <div className="flex flex-wrap items-center justify-center gap-2 p-3 text-danger-ink text-sm" role="alert">
      <span>{problemText(query.error)}</span>
      <Button
        icon={<RotateCw />}
        loading={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
        size="sm"
      >
        {t("action.retry")}
      </Button>
    </div>
  );
}
