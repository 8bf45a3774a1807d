import { Avatar, Button, ChatBubble, type ChatTone } from "@prosa/ui";
import { Bot, Lock, RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../shared/i18n/use-format.ts";
import { useNow } from "../../../shared/time/use-now.ts";
import { maySend } from "../composer/window-state.ts";
import type { Conversation } from "../conversation-queries.ts";
import { contactName } from "../list/conversation-row.tsx";
import { useConversationActions } from "../use-conversation-actions.ts";
import { bubbleBody } from "./bubble-body.tsx";
import { contentOf } from "./content.ts";
import { EventLine } from "./event-line.tsx";
import type { Message } from "./message-queries.ts";
import type { ThreadEntry } from "./thread-entries.ts";
import { ticksOf } from "./ticks.ts";

interface MessageEntryProps {
  conversation: Conversation;
  entry: Extract<ThreadEntry, { kind: "message" }>;
}

/** One message of the thread, or one thing that happened in it. */
export function MessageEntry({ conversation, entry }: MessageEntryProps) {
  const { t } = useTranslation("conversations");
  const format = useFormat();
  const { message, first, last, chosen } = entry;
  const content = contentOf(message);
  if (content.type === "event") return <EventLine content={content} message={message} />;
  const tone = toneOf(message);
  const { text, media, choices } = bubbleBody({ content, chosen, labels: t });
  return (
    <div className={first ? "pt-2" : "pt-1"}>
      <ChatBubble
        avatar={<BubbleAvatar contact={conversation.contact} message={message} shown={last} />}
        choices={choices}
        className={tone === "bot" ? "pr-8" : undefined}
        label={tone === "note" || (tone === "bot" && first) ? <BubbleLabel message={message} /> : undefined}
        media={media}
        status={message.direction === "out" ? ticksOf(message.status) : undefined}
        statusLabel={message.status ? t(`status.${message.status}`) : undefined}
        time={
          <time dateTime={message.at} title={format.dateTime(message.at)}>
            {format.time(message.at)}
          </time>
        }
        tone={tone}
      >
        {text}
      </ChatBubble>
      <DeliveryTrouble conversation={conversation} message={message} />
    </div>
  );
}

function toneOf({ direction, author }: Message): ChatTone {
  if (direction === "in" || direction === "note") return direction;
  return author.kind === "bot" ? "bot" : "out";
}

function BubbleAvatar({
  contact,
  message,
  shown,
}: {
  contact: Conversation["contact"];
  message: Message;
  shown: boolean;
}) {
  const { t } = useTranslation("conversations");
  if (message.author.kind === "bot") return null;
  if (!shown) return <span className="w-6 shrink-0" />;
  if (message.direction === "in")
    return <Avatar hueKey={contact.id} name={contactName(contact, t("unnamed"))} size={24} />;
  const { id, name } = message.author;
  return <Avatar hueKey={id} name={name ?? ""} named size={24} />;
}

function BubbleLabel({ message }: { message: Message }) {
  const { t } = useTranslation("conversations");
  const { flow, name } = message.author;
  if (message.direction === "note")
    return (
      <>
        <Lock aria-hidden />
        <b className="font-medium">{name}</b> {t("note")}
      </>
    );
  return (
    <>
      <Bot aria-hidden />
      <b className="font-medium">{t("bot")}</b>
      {flow ? <span className="text-ink-3">{t("botFlow", { flow: flow.name, version: flow.version })}</span> : null}
    </>
  );
}

/** Under a message that did not arrive, or whose fate nobody knows: why, and "send again" where that could work. */
function DeliveryTrouble({ conversation, message }: { conversation: Conversation; message: Message }) {
  const { t, i18n } = useTranslation("conversations");
  const { resend } = useConversationActions(conversation.id);
  const now = useNow(30_000);
  if (message.direction !== "out" || (message.status !== "failed" && message.status !== "unknown")) return null;
  const code = message.error?.code ?? "";
  const reason = i18n.exists(`conversations:failure.${code}`)
    ? t(`failure.${code as "window-shut"}`)
    : (message.error?.detail ?? t(message.status === "unknown" ? "unknownText" : "failedText"));
  return (
    <div className="mt-1 flex flex-wrap items-center justify-end gap-x-2 gap-y-1 pr-8 text-danger-ink text-sm">
      <span className="min-w-0 text-right">{message.status === "unknown" ? t("unknownText") : reason}</span>
      {maySend(conversation, contentOf(message).type, now) ? (
        <Button icon={<RotateCw />} loading={resend.isPending} onClick={() => resend.mutate(message.id)} size="sm">
          {t("sendAgain")}
        </Button>
      ) : null}
    </div>
  );
}
