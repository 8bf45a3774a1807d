import { Avatar, AvatarBadge, Badge, CountBadge, HueSquare, ListRow } from "@prosa/ui";
import { Link } from "@tanstack/react-router";
import { Bot, Clock, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ChannelIcon } from "../../../shared/channels/channel-icon.tsx";
import { formatPhone } from "../../../shared/i18n/phone.ts";
import { useFormat } from "../../../shared/i18n/use-format.ts";
import { useMe } from "../../../shared/session/me.ts";
import { useWorkspaceId } from "../../../shared/session/workspace.ts";
import { useNow } from "../../../shared/time/use-now.ts";
import type { Conversation } from "../conversation-queries.ts";
import { LastLine } from "./last-line.tsx";

/** One conversation of the list, 76 px high: who, the last words, the queue and how long it has waited. */
export function ConversationRow({ conversation, selected }: { conversation: Conversation; selected: boolean }) {
  const { t } = useTranslation(["conversations", "common"]);
  const workspace = useWorkspaceId();
  const format = useFormat();
  const { contact, connection, lastMessage, unread } = conversation;
  const name = contactName(contact, t("unnamed"));
  const at = lastMessage?.at ?? conversation.updatedAt;
  return (
    <ListRow
      aside={<time dateTime={at}>{format.listTime(at)}</time>}
      badge={<CountBadge count={unread} label={t("unread", { count: unread })} />}
      description={lastMessage ? <LastLine conversation={conversation} message={lastMessage} /> : null}
      leading={
        <Avatar
          badge={
            connection ? (
              <AvatarBadge className={selected ? "bg-accent-soft!" : undefined}>
                <ChannelIcon channel={connection.channel} />
              </AvatarBadge>
            ) : null
          }
          hueKey={contact.id}
          name={name}
        />
      }
      meta={
        <>
          <Where conversation={conversation} />
          <Waiting conversation={conversation} />
        </>
      }
      render={
        <Link
          params={{ workspace, conversation: conversation.id }}
          search={(old) => old}
          to="/w/$workspace/conversations/$conversation"
        />
      }
      selected={selected}
      strong={unread > 0}
      title={name}
    />
  );
}

/** The name, else the number, else words that admit it. */
export function contactName(contact: { name: string | null; phone: string | null }, unnamed: string): string {
  return contact.name || (contact.phone ? formatPhone(contact.phone) : unnamed);
}

function Where({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("conversations");
  const { account: me } = useMe();
  const { queue, flow, assignee, status, failure } = conversation;
  if (status === "bot" && flow)
    return (
      <span className="flex min-w-0 items-center gap-1">
        <Bot aria-hidden className="size-3 shrink-0" />
        <span className="truncate">{flow.name}</span>
      </span>
    );
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      {failure ? (
        <TriangleAlert aria-label={t("botFailed")} className="size-3 shrink-0 text-danger-ink" role="img" />
      ) : null}
      {queue ? <HueSquare color={queue.color} hueKey={queue.id} /> : null}
      <span className="truncate">
        {[queue?.name, assignee?.id === me.id ? null : assignee?.name].filter(Boolean).join(" · ")}
      </span>
    </span>
  );
}

/** How long the customer has waited. Above 5 minutes it is near, above 10 over; the figure is always there. */
function Waiting({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("conversations");
  const format = useFormat();
  const now = useNow(30_000);
  if (!conversation.waitingSince) return null;
  const waited = now - new Date(conversation.waitingSince).getTime();
  const tone = waited > 10 * 60_000 ? "danger" : waited > 5 * 60_000 ? "warning" : "success";
  return (
    <span title={t("waitingSince", { when: format.dateTime(conversation.waitingSince) })}>
      <Badge className={tone === "success" ? "bg-transparent! pr-0!" : undefined} icon={<Clock />} tone={tone}>
        {format.span(waited)}
      </Badge>
    </span>
  );
}
