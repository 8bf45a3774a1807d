import type { ChannelCapabilities, ChoiceOption, InboundContent } from "@prosa/flow-schema";
import { textOf } from "@prosa/flow-schema";
import { ChatChoices, DeliveryTicks, PhoneBubble } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { FormattedText } from "../../shared/formatted-text/formatted-text.tsx";
import { useFormat } from "../../shared/i18n/use-format.ts";
import { choiceLayout } from "./choice-layout.ts";
import { SentMedia } from "./sent-media.tsx";
import type { TranscriptItem } from "./world.ts";

interface TranscriptLineProps {
  item: TranscriptItem;
  channel: ChannelCapabilities;
  /** Given for the question that can still be answered. */
  onChoose: ((option: ChoiceOption) => void) | undefined;
  /** What the customer said next. */
  answer: InboundContent | undefined;
}

/** One line of the test phone. */
export function TranscriptLine({ item, channel, onChoose, answer }: TranscriptLineProps) {
  const { t } = useTranslation("simulator");
  const format = useFormat();
  if (item.kind === "skipped")
    return <p className="self-center text-ink-2 text-xs">{t("skipped", { span: format.span(item.ms) })}</p>;
  const time = format.time(new Date(item.at));
  if (item.kind === "in")
    return (
      <PhoneBubble side="mine" ticks={<DeliveryTicks status="read" />} time={time}>
        <InboundText content={item.content} preview={item.preview} />
      </PhoneBubble>
    );
  const { bubble } = item;
  if (bubble.type === "choices") {
    const layout = choiceLayout(bubble, channel);
    return (
      <>
        <PhoneBubble side="theirs" time={time}>
          {bubble.header ? <b className="block">{bubble.header}</b> : null}
          <FormattedText text={bubble.text} />
          {layout === "numbered"
            ? bubble.options.map((option, index) => (
                <span className="block" key={option.id}>{`${index + 1}. ${option.title}`}</span>
              ))
            : null}
          {bubble.footer ? <span className="block text-ink-2 text-xs">{bubble.footer}</span> : null}
        </PhoneBubble>
        <ChatChoices
          choices={bubble.options.map(({ id, title, description }) => ({
            id,
            label: description ? `${title} · ${description}` : title,
            chosen: answer?.type === "choice" && answer.id === id,
          }))}
          label={t("phone.options")}
          look="stack"
          onChoose={
            onChoose &&
            ((id) => {
              const option = bubble.options.find((candidate) => candidate.id === id);
              if (option) onChoose(option);
            })
          }
        />
      </>
    );
  }
  if (bubble.type === "template")
    return (
      <PhoneBubble side="theirs" time={time}>
        <FormattedText text={bubble.preview ?? t("phone.template", { name: bubble.name })} />
      </PhoneBubble>
    );
  if (bubble.type === "text")
    return (
      <PhoneBubble side="theirs" time={time}>
        <FormattedText text={bubble.text} />
      </PhoneBubble>
    );
  return (
    <PhoneBubble media={<SentMedia kind={bubble.type} media={bubble.media} />} side="theirs" time={time}>
      {bubble.caption ? <FormattedText text={bubble.caption} /> : null}
    </PhoneBubble>
  );
}

function InboundText({ content, preview }: { content: InboundContent; preview: string | undefined }) {
  const { t } = useTranslation("simulator");
  if (content.type === "image" && preview) return <img alt={t("phone.photo")} className="rounded-sm" src={preview} />;
  return textOf(content) || ("filename" in content && content.filename) || t("phone.file");
}
