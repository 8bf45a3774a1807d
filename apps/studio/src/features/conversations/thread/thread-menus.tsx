import { HueSquare, IconButton, Menu, MenuItem, MenuSeparator } from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { ArrowRightLeft, Bot, Check, Ellipsis, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { queuesQuery } from "../../../shared/queries/queues.ts";
import { useWorkspaceId } from "../../../shared/session/workspace.ts";
import type { Conversation } from "../conversation-queries.ts";
import type { useConversationActions } from "../use-conversation-actions.ts";

interface ThreadMenusProps {
  conversation: Conversation;
  actions: ReturnType<typeof useConversationActions>;
  isMine: boolean;
  /** Whether the second menu, "more", begins open. */
  defaultOpen: boolean;
  onHandBack: () => void;
  onTake: () => void;
  takeLabel: string;
}

/** Transfer to a queue, and the rest of what can be done. */
export function ThreadMenus(props: ThreadMenusProps) {
  const { conversation, actions, isMine, defaultOpen, onHandBack, onTake, takeLabel } = props;
  const { t } = useTranslation(["conversations", "common"]);
  const { data: queues = [] } = useQuery(queuesQuery(useWorkspaceId()));
  const others = queues.filter(({ id }) => id !== conversation.queue?.id || conversation.status !== "waiting");
  return (
    <>
      {others.length > 0 ? (
        <Menu align="end" trigger={<IconButton icon={<ArrowRightLeft />} label={t("transfer")} />}>
          {others.map((queue) => (
            <MenuItem
              icon={<HueSquare className="size-2.5!" color={queue.color} hueKey={queue.id} />}
              key={queue.id}
              onSelect={() => actions.transfer.mutate(queue.id)}
            >
              {queue.name}
            </MenuItem>
          ))}
        </Menu>
      ) : null}
      <Menu
        align="end"
        defaultOpen={defaultOpen}
        trigger={<IconButton icon={<Ellipsis />} label={t("common:action.more")} />}
      >
        {conversation.speaker === "person" || conversation.status === "waiting" ? (
          <MenuItem icon={<Bot />} onSelect={onHandBack}>
            {t("handBack.action")}
          </MenuItem>
        ) : null}
        {isMine ? null : (
          <MenuItem icon={<UserRound />} onSelect={onTake}>
            {takeLabel}
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem icon={<Check />} onSelect={() => actions.close.mutate()}>
          {t("close")}
        </MenuItem>
      </Menu>
    </>
  );
}
