import { ChatChoices, TextLink } from "@prosa/ui";
import type { TFunction } from "i18next";
import { MapPin, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { FormattedText } from "../../../shared/chat/formatted-text.tsx";
import { MessageMedia } from "../../../shared/chat/message-media.tsx";
import { formatPhone } from "../../../shared/i18n/phone.ts";
import type { EntryContent } from "./content.ts";

interface BubbleParts {
  text: ReactNode;
  media?: ReactNode;
  choices?: ReactNode;
}

interface BubbleBodyInput {
  content: Exclude<EntryContent, { type: "event" }>;
  chosen: string | null;
  labels: TFunction<"conversations">;
}

/** What stands inside a bubble, by what was sent. */
export function bubbleBody({ content, chosen, labels: t }: BubbleBodyInput): BubbleParts {
  switch (content.type) {
    case "text":
      return { text: <FormattedText text={content.text} /> };
    case "choice":
      return { text: content.title };
    case "choices":
      return {
        text: (
          <>
            {content.header ? <b className="block">{content.header}</b> : null}
            <FormattedText text={content.text} />
            {content.footer ? <span className="block text-ink-2 text-sm">{content.footer}</span> : null}
          </>
        ),
        choices: (
          <ChatChoices
            choices={content.options.map(({ id, title }) => ({ id, label: title, chosen: id === chosen }))}
            label={t("options")}
          />
        ),
      };
    case "template":
      return {
        text: content.preview ? (
          <FormattedText text={content.preview} />
        ) : (
          <i>{t("template.named", { name: content.name })}</i>
        ),
      };
    case "location":
      return { text: <Place content={content} label={t("kind.location")} /> };
    case "contacts":
      return {
        text: content.contacts.map(({ name, phones }) => (
          <span className="flex items-center gap-1.5" key={`${name} ${phones.join()}`}>
            <UserRound aria-hidden className="size-4 shrink-0 text-ink-2" />
            {[name, ...phones.map(formatPhone)].join(" · ")}
          </span>
        )),
      };
    case "reaction":
      return { text: content.emoji ? t("reacted", { emoji: content.emoji }) : t("reactionRemoved") };
    case "unsupported":
      return { text: <i className="text-ink-2">{t("unsupported")}</i> };
    case "image":
    case "video":
    case "audio":
    case "document":
    case "sticker":
      return mediaParts(content);
    default:
      // A kind that a newer server knows.
      return { text: <i className="text-ink-2">{t("unsupported")}</i> };
  }
}

type MediaContent = Extract<EntryContent, { type: "image" | "video" | "audio" | "document" | "sticker" }>;

function mediaParts(content: MediaContent): BubbleParts {
  const { type, caption } = content;
  const text = caption ? <FormattedText text={caption} /> : null;
  const file =
    "media" in content
      ? {
          url: content.media.url,
          filename: content.media.filename,
          mimeType: content.media.mimeType,
          size: content.media.size,
        }
      : {
          url: content.url,
          filename: content.filename,
          mimeType: content.mimeType,
          failed: content.fetched === "failed",
        };
  const media = <MessageMedia kind={type} {...file} voice={"voice" in content ? content.voice : undefined} />;
  return type === "image" || type === "video"
    ? { text, media }
    : {
        text: (
          <>
            {media}
            {text}
          </>
        ),
      };
}

function Place({ content, label }: { content: Extract<EntryContent, { type: "location" }>; label: string }) {
  const { latitude, longitude, name, address } = content;
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return (
    <span className="flex items-start gap-2">
      <MapPin aria-hidden className="mt-0.5 size-4 shrink-0 text-danger-ink" />
      <span>
        <TextLink href={map} rel="noreferrer" target="_blank">
          {name || label}
        </TextLink>
        <span className="block text-ink-2 text-sm">{address || `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`}</span>
      </span>
    </span>
  );
}
