import { buttonLook, EmptyState, ErrorState } from "@prosa/ui";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { Lock, SearchX } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem.ts";
import { useProblemText } from "../api/problem-text.ts";

/** What a screen shows when its data cannot be had: refused, gone, or worth another try. */
export function ErrorScreen({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation("common");
  const problemText = useProblemText();
  const boundary = useQueryErrorResetBoundary();
  useEffect(() => boundary.reset(), [boundary]);
  if (isProblem(error) && error.status === 403)
    return <EmptyState icon={<Lock />} text={t("error.forbiddenText")} title={t("error.forbiddenTitle")} />;
  if (isProblem(error) && error.status === 404) return <NotFoundScreen />;
  return (
    <ErrorState onRetry={reset} retryLabel={t("action.retry")} text={problemText(error)} title={t("error.title")} />
  );
}

export function NotFoundScreen() {
  const { t } = useTranslation("common");
  const home = (
    <Link className={buttonLook({ size: "sm" })} to="/">
      {t("error.goHome")}
    </Link>
  );
  return (
    <EmptyState action={home} icon={<SearchX />} text={t("error.notFoundText")} title={t("error.notFoundTitle")} />
  );
}
