import { SystemLine } from "@prosa/ui";
import { ArrowRightLeft, Bot, Check, TriangleAlert, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Emphasised } from "../../../shared/i18n/emphasised.tsx";
import { useFormat } from "../../../shared/i18n/use-format.ts";
import type { EntryContent } from "./content.ts";
import type { Message } from "./message-queries.ts";

type EventContent = Extract<EntryContent, { type: "event" }>;

const icons = {
  transferred: ArrowRightLeft,
  queued: ArrowRightLeft,
  "handed-back": Bot,
  closed: Check,
  taken: UserRound,
  failed: TriangleAlert,
} as const;

/** Something that happened: taken, transferred, closed, or a flow that could not go on. */
export function EventLine({ content, message }: { content: EventContent; message: Message }) {
  const { t, i18n } = useTranslation("conversations");
  const format = useFormat();
  const Icon = icons[content.event] ?? ArrowRightLeft;
  const by = message.author.kind === "person" ? (message.author.name ?? "") : "";
  const values = { by, queue: content.queue?.name ?? "", flow: content.flow?.name ?? message.author.flow?.name ?? "" };
  const time = <time dateTime={message.at}>{format.time(message.at)}</time>;
  if (content.event === "failed") {
    const known = i18n.exists(`conversations:runFailed.${content.code}`);
    return (
      <div className="my-2 flex justify-center">
        <div className="flex max-w-[min(520px,100%)] items-start gap-2 rounded-md border border-danger/30 bg-danger-soft px-3 py-2 text-sm">
          <TriangleAlert aria-hidden className="mt-px size-4 shrink-0 text-danger-ink" />
          <div className="min-w-0">
            <p className="font-medium">
              {t("event.failed", values)} <span className="num ml-1 font-normal text-ink-2 text-xs">{time}</span>
            </p>
            <p className="text-ink-2">
              {known ? t(`runFailed.${content.code as "crashed"}`) : (content.detail ?? t("runFailed.crashed"))}
            </p>
          </div>
        </div>
      </div>
    );
  }
  const variant = by ? "by" : "alone";
  return (
    <SystemLine icon={<Icon aria-hidden />} time={time}>
      <Emphasised text={t(`event.${content.event}.${variant}`, values)} />
    </SystemLine>
  );
}
