import { DeliveryTicks } from "@prosa/ui";
import { FileText, Image, MapPin, Mic, Video } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../conversation-queries.ts";
import { ticksOf } from "../thread/ticks.ts";

type LastMessage = NonNullable<Conversation["lastMessage"]>;

const icons = { image: Image, sticker: Image, video: Video, audio: Mic, document: FileText, location: MapPin } as const;

/** The last message in a line: our own with its ticks, a file with its icon. */
export function LastLine({ conversation, message }: { conversation: Conversation; message: LastMessage }) {
  const { t } = useTranslation("conversations");
  const kind = message.kind in icons ? (message.kind as keyof typeof icons) : null;
  const Icon = kind && icons[kind];
  const ticks = message.direction === "out" ? ticksOf(message.status) : undefined;
  const words = message.preview.replace(/\s+/g, " ").trim() || (kind ? t(`kind.${kind}`) : "");
  return (
    <>
      {message.direction === "out" ? (
        <span className="text-ink-3">
          {conversation.speaker === "bot" || !conversation.assignee ? t("byBot") : t("byUs")}{" "}
        </span>
      ) : null}
      {ticks ? <DeliveryTicks className="mr-1 inline align-[-2px]" status={ticks} /> : null}
      {Icon ? <Icon aria-hidden className="mr-1 inline size-3.5 align-[-2px] text-ink-3" /> : null}
      {words}
    </>
  );
}
