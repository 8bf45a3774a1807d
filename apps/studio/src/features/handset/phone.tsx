import { Avatar, ErrorState, IconButton, PhoneFrame, PhoneHeader, PhoneThread, Skeleton, TypingDots } from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../shared/api/problem-text.ts";
import { useFormat } from "../../shared/i18n/use-format.ts";
import { useNow } from "../../shared/time/use-now.ts";
import { type HandsetPlace, markRead, threadQuery } from "./handset-api.ts";
import { PhoneComposer } from "./phone-composer.tsx";
import { PhoneMessages } from "./phone-messages.tsx";

interface PhoneProps {
  place: HandsetPlace;
  customer: string;
  /** The business, as the customer's phone names it. */
  business: string;
  isTyping: boolean;
  /** On a real phone the screen is drawn without a phone around it. */
  bare: boolean;
  onBack: (() => void) | undefined;
}

/** The customer's chat with the business. */
export function Phone({ place, customer, business, isTyping, bare, onBack }: PhoneProps) {
  const { t } = useTranslation(["handset", "common"]);
  const format = useFormat();
  const problemText = useProblemText();
  const now = useNow(30_000);
  const query = useQuery(threadQuery(place, customer));
  useReading(place, customer, query.data?.customer.unread ?? 0, query.data?.items.length ?? 0);

  const header = (
    <PhoneHeader
      avatar={<Avatar hueKey={place.number} name={business} size={28} />}
      leading={
        onBack ? (
          <IconButton
            className="-ml-1"
            icon={<ChevronLeft />}
            label={t("common:action.back")}
            onClick={onBack}
            size="lg"
          />
        ) : null
      }
      subtitle={query.data ? t("as", { name: query.data.customer.name }) : undefined}
      title={business}
    />
  );
  const thread = query.data ? (
    <PhoneThread label={t("thread")}>
      <PhoneMessages customer={customer} items={query.data.items} place={place} />
      {isTyping ? <TypingDots label={t("typing")} /> : null}
      {query.data.items.length === 0 ? <p className="px-4 py-8 text-center text-ink-2">{t("sayHello")}</p> : null}
    </PhoneThread>
  ) : query.isError ? (
    <ErrorState
      compact
      loading={query.isFetching}
      onRetry={() => void query.refetch()}
      retryLabel={t("common:action.retry")}
      text={problemText(query.error)}
      title={t("common:error.title")}
    />
  ) : (
    <div className="flex h-full flex-col justify-end gap-2 p-3">
      <Skeleton className="h-9 w-44 rounded-lg!" />
      <Skeleton className="h-9 w-36 self-end rounded-lg!" />
    </div>
  );
  const composer = <PhoneComposer customer={customer} disabled={!query.data} place={place} />;
  if (bare)
    return (
      <section aria-label={t("title")} className="flex h-full flex-col bg-surface">
        {header}
        <div className="min-h-0 flex-1 bg-[color-mix(in_oklab,var(--accent)_5%,var(--bg))]">{thread}</div>
        <div className="shrink-0 border-line border-t bg-surface px-2 pt-1.5 pb-[max(8px,env(safe-area-inset-bottom))]">
          {composer}
        </div>
      </section>
    );
  return (
    <PhoneFrame
      className="max-h-[740px]! w-[372px]!"
      fill
      footer={composer}
      header={header}
      label={t("title")}
      time={format.time(new Date(now))}
    >
      {thread}
    </PhoneFrame>
  );
}

/** Whoever looks at the chat has read it: the business gets its blue ticks. */
function useReading(place: HandsetPlace, customer: string, unread: number, count: number): void {
  const { workspace, number } = place;
  useEffect(() => {
    if (count === 0) return;
    const read = () => {
      // A lost call is no loss: the next message says it again.
      if (!document.hidden) void markRead({ workspace, number }, customer).catch(() => undefined);
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [workspace, number, customer, unread, count]);
}
