import type { HandsetMessage } from "@prosa/provider-standin";
import { buttonLook, ChatChoices, DeliveryTicks, PhoneBubble, TextLink } from "@prosa/ui";
import { ExternalLink, MapPin, Phone as PhoneIcon, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FormattedText } from "../../shared/chat/formatted-text.tsx";
import { MessageMedia } from "../../shared/chat/message-media.tsx";
import { formatPhone } from "../../shared/i18n/phone.ts";
import { useFormat } from "../../shared/i18n/use-format.ts";
import { CopyCodeButton } from "./copy-code-button.tsx";
import { fileUrl, type HandsetPlace, markPlayed } from "./handset-api.ts";
import { OptionList } from "./option-list.tsx";

interface PhoneMessageProps {
  place: HandsetPlace;
  customer: string;
  message: HandsetMessage;
  /** The title of the option that was tapped. */
  answered: string | null;
  /** What the message quotes. */
  quoted: string | null;
  busy: boolean;
  onTap: (optionId: string) => void;
}

/** One bubble on the customer's phone, with the buttons under it. */
export function PhoneMessage({ place, customer, message, answered, quoted, busy, onTap }: PhoneMessageProps) {
  const { t } = useTranslation("handset");
  const format = useFormat();
  const { direction, at, status, text, header, footer, reactions } = message;
  const mine = direction === "in";
  const media = message.media ?? header?.media ?? null;
  const emoji = reactions.in ?? reactions.out;
  return (
    <>
      <PhoneBubble
        media={media ? <PhoneMedia customer={customer} media={media} message={message} place={place} /> : undefined}
        side={mine ? "mine" : "theirs"}
        ticks={
          mine ? (
            <DeliveryTicks label={t(`ticks.${status}`)} status={status === "played" ? "read" : status} />
          ) : undefined
        }
        time={format.time(new Date(at))}
      >
        {quoted ? (
          <span className="mb-1 block truncate rounded-sm border-accent border-l-2 bg-ink/5 px-1.5 py-0.5 text-ink-2">
            {quoted}
          </span>
        ) : null}
        {header?.text ? <b className="block">{header.text}</b> : null}
        {message.location ? (
          <span className="flex items-center gap-1.5">
            <MapPin aria-hidden className="size-4 shrink-0 text-danger-ink" />
            {message.location.name ?? `${message.location.latitude}, ${message.location.longitude}`}
          </span>
        ) : null}
        {message.contacts.map(({ name, phones }) => (
          <span className="flex items-center gap-1.5" key={`${name} ${phones.join()}`}>
            <UserRound aria-hidden className="size-4 shrink-0" />
            {[name, ...phones.map(formatPhone)].join(" · ")}
          </span>
        ))}
        {text ? <FormattedText text={text} /> : null}
        {footer ? <span className="mt-1 block text-ink-2 text-xs">{footer}</span> : null}
        {emoji ? <span className="mt-1 block">{emoji}</span> : null}
      </PhoneBubble>
      <ReplyButtons answered={answered} busy={busy} message={message} onTap={onTap} />
      <OtherButtons message={message} />
      {message.list ? <OptionList busy={busy} list={message.list} onTap={onTap} text={text ?? ""} /> : null}
    </>
  );
}

function ReplyButtons({
  message,
  answered,
  busy,
  onTap,
}: {
  message: HandsetMessage;
  answered: string | null;
  busy: boolean;
  onTap: (id: string) => void;
}) {
  const { t } = useTranslation("handset");
  const replies = message.buttons.filter(({ action }) => action === "reply");
  if (replies.length === 0) return null;
  return (
    <ChatChoices
      choices={replies.map(({ id, title }) => ({ id, label: title, chosen: title === answered, disabled: busy }))}
      className="self-start w-64!"
      label={t("options")}
      look="stack"
      onChoose={onTap}
    />
  );
}

function OtherButtons({ message }: { message: HandsetMessage }) {
  return message.buttons
    .filter(({ action }) => action !== "reply")
    .map(({ id, title, action, value }) =>
      action === "copy" ? (
        <CopyCodeButton code={value ?? ""} key={id} title={title} />
      ) : (
        <a
          className={buttonLook({ size: "sm", className: "w-64 self-start" })}
          href={action === "phone" ? `tel:${value}` : safeLink(value)}
          key={id}
          rel="noreferrer"
          target="_blank"
        >
          {action === "phone" ? <PhoneIcon aria-hidden /> : <ExternalLink aria-hidden />}
          {title}
        </a>
      ),
    );
}

type Media = NonNullable<HandsetMessage["media"]>;

function PhoneMedia({
  place,
  customer,
  message,
  media,
}: {
  place: HandsetPlace;
  customer: string;
  message: HandsetMessage;
  media: Media;
}) {
  const { t } = useTranslation("handset");
  if (!media.url)
    return media.link ? (
      <span className="block px-2 py-1">
        <TextLink href={safeLink(media.link)} rel="noreferrer" target="_blank">
          {media.filename ?? t("linkedFile")}
        </TextLink>
      </span>
    ) : null;
  return (
    <MessageMedia
      filename={media.filename ?? undefined}
      kind={mediaKind(message.kind, media.mimeType)}
      mimeType={media.mimeType}
      onPlay={
        message.direction === "out" && media.voice
          ? () => void markPlayed(place, customer, message.id).catch(() => undefined)
          : undefined
      }
      size={media.size ?? undefined}
      url={fileUrl(place, media.url)}
      voice={media.voice}
    />
  );
}

const kinds = ["image", "video", "audio", "document", "sticker"] as const;

function mediaKind(kind: string, mimeType: string): (typeof kinds)[number] {
  return kinds.find((one) => one === kind) ?? kinds.find((one) => mimeType.startsWith(`${one}/`)) ?? "document";
}

/** Only web addresses are followed: a template may hold any text. */
const safeLink = (link: string | null) => (link && /^https?:\/\//i.test(link) ? link : undefined);
