import { Avatar, Button, HueSquare, IconButton } from "@prosa/ui";
import { ArrowLeft, Ellipsis, UserRound } from "lucide-react";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { ChannelIcon } from "../../../shared/channels/channel-icon.tsx";
import { useFormat } from "../../../shared/i18n/use-format.ts";
import { late } from "../../../shared/screens/late.ts";
import { LateMenu } from "../../../shared/screens/late-menu.tsx";
import { useMe } from "../../../shared/session/me.ts";
import type { Conversation } from "../conversation-queries.ts";
import { contactName } from "../list/conversation-row.tsx";
import { useConversationActions } from "../use-conversation-actions.ts";

const HandBackDialog = late(() => import("./hand-back-dialog.tsx").then((file) => ({ default: file.HandBackDialog })));
const ThreadMenus = late(() => import("./thread-menus.tsx").then((file) => ({ default: file.ThreadMenus })));

interface ThreadHeaderProps {
  conversation: Conversation;
  onBack: () => void;
  onContact: () => void;
}

/** Who this is with, where it stands, and what can be done with it. */
export function ThreadHeader({ conversation, onBack, onContact }: ThreadHeaderProps) {
  const { t } = useTranslation(["conversations", "common"]);
  const { account } = useMe();
  const actions = useConversationActions(conversation.id);
  const [handingBack, setHandingBack] = useState(false);
  const name = contactName(conversation.contact, t("unnamed"));
  const isClosed = conversation.status === "closed";
  const isMine = conversation.assignee?.id === account.id && conversation.speaker === "person";
  // Said on the button, so that nobody takes from a colleague unawares; the server refuses when it is another by now.
  const holder = conversation.status === "open" && !isMine ? conversation.assignee : null;
  const takeLabel = holder ? t("takeFrom", { name: holder.name.split(" ")[0] }) : t("take");
  const take = () => actions.take.mutate(holder ? { from: holder.id } : {});
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-line border-b bg-surface pr-2 pl-2 md:gap-3 md:pr-3 md:pl-5">
      <IconButton
        className="md:hidden"
        icon={<ArrowLeft />}
        label={t("common:action.back")}
        onClick={onBack}
        size="lg"
      />
      <Avatar className="md:hidden" hueKey={conversation.contact.id} name={name} />
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-bold text-md tracking-[-0.012em]">{name}</h2>
        <Standing conversation={conversation} />
      </div>
      <div className="flex shrink-0 items-center gap-1">
        <IconButton className="xl:hidden" icon={<UserRound />} label={t("contact.open")} onClick={onContact} />
        {isClosed ? null : (
          <>
            <LateMenu button={<IconButton icon={<Ellipsis />} label={t("common:action.more")} />}>
              {(pressed) => (
                <ThreadMenus
                  actions={actions}
                  conversation={conversation}
                  defaultOpen={pressed}
                  isMine={isMine}
                  onHandBack={() => setHandingBack(true)}
                  onTake={take}
                  takeLabel={takeLabel}
                />
              )}
            </LateMenu>
            {isMine ? (
              <Button
                className="max-sm:hidden"
                loading={actions.close.isPending}
                onClick={() => actions.close.mutate()}
              >
                {t("close")}
              </Button>
            ) : (
              // A colleague's is taken now and then: where there is little room, from the menu.
              <Button
                className={holder ? "max-sm:hidden" : undefined}
                loading={actions.take.isPending}
                onClick={take}
                title={holder?.name}
                variant={holder ? "secondary" : "primary"}
              >
                {takeLabel}
              </Button>
            )}
          </>
        )}
      </div>
      {handingBack ? (
        <Suspense>
          <HandBackDialog conversation={conversation} onOpenChange={setHandingBack} open />
        </Suspense>
      ) : null}
    </header>
  );
}

function Standing({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation(["conversations", "common"]);
  const format = useFormat();
  const { connection, queue, status, assignee, flow } = conversation;
  return (
    <p className="flex min-w-0 items-center gap-1.5 overflow-hidden text-ink-2 text-xs whitespace-nowrap">
      {connection ? (
        <span className="flex min-w-0 items-center gap-1" title={connection.name}>
          <ChannelIcon channel={connection.channel} />
          <span className="hidden truncate md:inline">{connection.name}</span>
        </span>
      ) : (
        <span className="truncate text-warning-ink">{t("connectionRemoved")}</span>
      )}
      {queue && status !== "bot" ? (
        <span className="flex min-w-0 items-center gap-1">
          <span aria-hidden className="text-line-strong">
            ·
          </span>
          <HueSquare color={queue.color} hueKey={queue.id} />
          <span className="truncate">{queue.name}</span>
        </span>
      ) : null}
      <span className="flex min-w-0 items-center gap-1.5">
        <span aria-hidden className="text-line-strong">
          ·
        </span>
        <span className="truncate">
          {status === "bot" && flow
            ? t("standing.bot", { flow: flow.name })
            : status === "open" && assignee
              ? t("standing.with", { name: assignee.name })
              : status === "waiting" && conversation.waitingSince
                ? t("standing.waiting", { when: format.relative(conversation.waitingSince) })
                : t(`standing.${status}`)}
        </span>
      </span>
    </p>
  );
}
