import { ErrorState, SkeletonRows } from "@prosa/ui";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../api/problem-text.ts";

interface QuerySectionProps<Data> {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
  /** Instead of rows, while the data is on its way. */
  skeleton?: ReactNode;
  rows?: number;
  avatar?: boolean;
}

/** Part of a screen that stands on one query: rows while it loads, a way to try again when it failed, else the data. */
export function QuerySection<Data>({ query, children, skeleton, rows = 4, avatar = false }: QuerySectionProps<Data>) {
  const { t } = useTranslation("common");
  const problemText = useProblemText();
  if (query.data !== undefined) return children(query.data);
  if (query.isError)
    return (
      <ErrorState
        compact
        loading={query.isFetching}
        onRetry={() => void query.refetch()}
        retryLabel={t("action.retry")}
        text={problemText(query.error)}
        title={t("error.title")}
      />
    );
  return skeleton ?? <SkeletonRows avatar={avatar} label={t("state.loading")} rows={rows} />;
}
