import { ErrorState } from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../shared/api/problem.ts";
import { useProblemText } from "../../../shared/api/problem-text.ts";
import { NotFoundScreen } from "../../../shared/screens/error-screen.tsx";
import { late } from "../../../shared/screens/late.ts";
import { useWorkspaceId } from "../../../shared/session/workspace.ts";
import { Composer } from "../composer/composer.tsx";
import { conversationQuery } from "../conversation-queries.ts";
import { useMarkRead } from "../use-mark-read.ts";
import { MessageList } from "./message-list.tsx";
import { ThreadHeader } from "./thread-header.tsx";
import { ThreadSkeleton } from "./thread-skeleton.tsx";

const ContactPanel = late(() =>
  import("../contact/contact-panel.tsx").then((file) => ({ default: file.ContactPanel })),
);
const ContactDrawer = late(() =>
  import("../contact/contact-drawer.tsx").then((file) => ({ default: file.ContactDrawer })),
);

interface ThreadProps {
  conversation: string;
  onBack: () => void;
  /** The contact over the messages, on narrow screens. */
  contactOpen: boolean;
  onContactOpenChange: (open: boolean) => void;
}

/** One conversation: header, messages, composer; the contact beside it where there is room. */
export function Thread({ conversation: id, onBack, contactOpen, onContactOpenChange }: ThreadProps) {
  const { t } = useTranslation(["conversations", "common"]);
  const problemText = useProblemText();
  const query = useQuery(conversationQuery(useWorkspaceId(), id));
  useMarkRead(query.data);
  if (isProblem(query.error, "not_found")) return <NotFoundScreen />;
  if (query.isError && !query.data)
    return (
      <ErrorState
        loading={query.isFetching}
        onRetry={() => void query.refetch()}
        retryLabel={t("common:action.retry")}
        text={problemText(query.error)}
        title={t("common:error.title")}
      />
    );
  if (!query.data) return <ThreadSkeleton />;
  const conversation = query.data;
  return (
    <div className="flex h-full min-w-0">
      <section aria-label={t("thread")} className="flex h-full min-w-0 flex-1 flex-col bg-bg">
        <ThreadHeader conversation={conversation} onBack={onBack} onContact={() => onContactOpenChange(true)} />
        <MessageList conversation={conversation} />
        <Composer conversation={conversation} key={conversation.id} />
      </section>
      <aside aria-label={t("contact.title")} className="hidden w-[328px] shrink-0 border-line border-l xl:block">
        <Suspense>
          <ContactPanel conversation={conversation} />
        </Suspense>
      </aside>
      {contactOpen ? (
        <Suspense>
          <ContactDrawer conversation={conversation} onOpenChange={onContactOpenChange} open />
        </Suspense>
      ) : null}
    </div>
  );
}
