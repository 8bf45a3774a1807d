import { Avatar, Button, ChatBubble, IconButton } from "@prosa/ui";
import { RotateCw, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../../shared/api/problem-text.ts";
import { useFormat } from "../../../shared/i18n/use-format.ts";
import { useMe } from "../../../shared/session/me.ts";
import { useNow } from "../../../shared/time/use-now.ts";
import { maySend } from "../composer/window-state.ts";
import type { Conversation } from "../conversation-queries.ts";
import { discard, sendMessage } from "../outbox.ts";
import type { Outgoing } from "../unsent/unsent-store.ts";
import { bubbleBody } from "./bubble-body.tsx";
import type { EntryContent } from "./content.ts";

/** A message that is on its way to the server, or could not get there. */
export function OutgoingEntry({ conversation, outgoing }: { conversation: Conversation; outgoing: Outgoing }) {
  const { t } = useTranslation("conversations");
  const format = useFormat();
  const problemText = useProblemText();
  const { account } = useMe();
  const now = useNow(30_000);
  const { bubble, problem, at, clientId } = outgoing;
  const { text, media } = bubbleBody({
    content: bubble as Exclude<EntryContent, { type: "event" }>,
    chosen: null,
    labels: t,
  });
  return (
    <div className="pt-2">
      <ChatBubble
        avatar={<Avatar hueKey={account.id} name={account.name} named size={24} />}
        media={media}
        status={problem ? "failed" : "queued"}
        statusLabel={problem ? t("status.failed") : t("status.sending")}
        time={format.time(at)}
        tone="out"
      >
        {text}
      </ChatBubble>
      {problem ? (
        <div className="mt-1 flex flex-wrap items-center justify-end gap-2 pr-8 text-danger-ink text-sm" role="alert">
          <span>{problemText(problem)}</span>
          {conversation.status !== "closed" && maySend(conversation, bubble.type, now) ? (
            <Button icon={<RotateCw />} onClick={() => void sendMessage(outgoing)} size="sm">
              {t("sendAgain")}
            </Button>
          ) : null}
          <IconButton icon={<Trash2 />} label={t("discard")} onClick={() => discard(clientId)} size="sm" />
        </div>
      ) : null}
    </div>
  );
}
