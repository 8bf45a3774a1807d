import { Badge, Button, Card, useToast } from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { Laptop, Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../shared/api/problem-text.ts";
import { useFormat } from "../../shared/i18n/use-format.ts";
import { QuerySection } from "../../shared/screens/query-section.tsx";
import { describeBrowser } from "./describe-browser.ts";
import { type SignIn, signInsQuery, useProfileActions } from "./profile-queries.ts";

/** The browsers one is signed in with; each can be signed out from here. */
export function SessionList() {
  const query = useQuery(signInsQuery);
  return (
    <Card padding="none">
      <QuerySection query={query} rows={2}>
        {(sessions) => (
          <ul>
            {sessions.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </ul>
        )}
      </QuerySection>
    </Card>
  );
}

function SessionRow({ session }: { session: SignIn }) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  const toast = useToast();
  const problemText = useProblemText();
  const { endSession } = useProfileActions();
  const { browser, system, mobile } = describeBrowser(session.userAgent ?? "");
  const Icon = mobile ? Smartphone : Laptop;
  return (
    <li className="flex items-center gap-3 border-line border-b px-4 py-3 last:border-b-0">
      <Icon aria-hidden className="size-5 shrink-0 text-ink-2" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          {browser && system ? t("session.on", { browser, system }) : (browser ?? t("session.unknown"))}
        </p>
        <p className="truncate text-ink-2 text-sm">
          {[session.address, t("session.seen", { when: format.relative(session.lastSeenAt) })]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      {session.current ? (
        <Badge tone="success">{t("session.this")}</Badge>
      ) : (
        <Button
          aria-label={t("session.endOf", { browser: browser ?? "" })}
          loading={endSession.isPending}
          onClick={() =>
            endSession.mutate(session.id, {
              onError: (error) => toast.show({ title: problemText(error), tone: "danger" }),
            })
          }
          size="sm"
        >
          {t("session.end")}
        </Button>
      )}
    </li>
  );
}
