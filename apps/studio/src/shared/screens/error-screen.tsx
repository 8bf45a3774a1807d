import { buttonLook, EmptyState, ErrorState } from "@prosa/ui";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { DoorClosed, Lock, SearchX } from "lucide-react";
import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem.ts";
import { useProblemText } from "../api/problem-text.ts";
import { notMember } from "../session/workspace.ts";
import { isMissingFile } from "./missing-files.ts";

/** What a screen shows when its data cannot be had: refused, gone, or worth another try. */
export function ErrorScreen({ error }: ErrorComponentProps) {
  const { t } = useTranslation("common");
  const router = useRouter();
  const problemText = useProblemText();
  const boundary = useQueryErrorResetBoundary();
  useEffect(() => boundary.reset(), [boundary]);
  // Loads again what failed, and gives the place back to the screen.
  const retry = useCallback(() => void router.invalidate(), [router]);
  useEffect(() => {
    addEventListener("online", retry);
    return () => removeEventListener("online", retry);
  }, [retry]);
  if (isProblem(error, notMember.code)) return <NotMemberScreen />;
  if (isProblem(error) && error.status === 403)
    return <EmptyState icon={<Lock />} text={t("error.forbiddenText")} title={t("error.forbiddenTitle")} />;
  if (isProblem(error) && error.status === 404) return <NotFoundScreen />;
  const text = isMissingFile(error) ? t("error.missingFile") : problemText(error);
  return <ErrorState onRetry={retry} retryLabel={t("action.retry")} text={text} title={t("error.title")} />;
}

export function NotFoundScreen() {
  const { t } = useTranslation("common");
  return (
    <EmptyState
      action={<GoHome />}
      icon={<SearchX />}
      text={t("error.notFoundText")}
      title={t("error.notFoundTitle")}
    />
  );
}

function NotMemberScreen() {
  const { t } = useTranslation("common");
  return (
    <main className="grid h-full place-items-center">
      <EmptyState
        action={<GoHome />}
        icon={<DoorClosed />}
        text={t("error.notMemberText")}
        title={t("error.notMemberTitle")}
      />
    </main>
  );
}

function GoHome() {
  const { t } = useTranslation("common");
  return (
    <Link className={buttonLook({ size: "sm" })} to="/">
      {t("error.goHome")}
    </Link>
  );
}
