import { Skeleton } from "@prosa/ui";
import { FileText, ImageOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import { AudioPlayer } from "./audio-player.tsx";

interface MessageMediaProps {
  kind: "image" | "video" | "audio" | "document" | "sticker";
  /** Signed address; absent while the file is on its way. */
  url?: string;
  filename?: string;
  mimeType?: string;
  /** Bytes. */
  size?: number;
  voice?: boolean;
  /** It could not be fetched from the provider. */
  failed?: boolean;
  /** A sound was begun. */
  onPlay?: () => void;
}

/** A picture, film, sound or file of a message, shown in place. */
export function MessageMedia({ kind, url, filename, mimeType, size, voice, failed, onPlay }: MessageMediaProps) {
  const { t } = useTranslation("common");
  const format = useFormat();
  if (!url)
    return failed ? (
      <span className="flex items-center gap-2 px-2 py-1 text-ink-2">
        <ImageOff aria-hidden className="size-4" />
        {t("media.gone")}
      </span>
    ) : (
      <Skeleton className={kind === "audio" || kind === "document" ? "h-8 w-52" : "h-36 w-60"} />
    );
  switch (kind) {
    case "image":
      return (
        <a className="block" href={url} rel="noreferrer" target="_blank">
          <img
            alt={filename ?? t("media.image")}
            className="max-h-80 min-h-20 w-full min-w-40 max-w-80 object-cover"
            loading="lazy"
            src={url}
          />
        </a>
      );
    case "sticker":
      return <img alt={t("media.sticker")} className="size-32 object-contain" loading="lazy" src={url} />;
    case "video":
      return (
        <video
          aria-label={filename ?? t("media.video")}
          className="max-h-80 w-80 max-w-full bg-black"
          controls
          preload="metadata"
          src={url}
        />
      );
    case "audio":
      return (
        <AudioPlayer label={voice ? t("media.voice") : (filename ?? t("media.audio"))} onPlay={onPlay} url={url} />
      );
    case "document":
      return (
        <a
          className="-mx-1 flex items-center gap-2.5 rounded-md bg-ink/5 px-2.5 py-2 hover:bg-ink/8"
          download={filename}
          href={url}
          rel="noreferrer"
          target="_blank"
        >
          <FileText aria-hidden className="size-6 shrink-0 text-ink-2" strokeWidth={1.5} />
          <span className="min-w-0">
            <span className="block truncate font-medium">{filename ?? t("media.document")}</span>
            <span className="block text-ink-2 text-xs">
              {[extension(filename, mimeType), size === undefined ? null : format.bytes(size)]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </span>
        </a>
      );
  }
}

const extension = (filename = "", mimeType = "") =>
  (/\.([a-z0-9]{1,5})$/i.exec(filename)?.[1] ?? mimeType.split("/")[1] ?? "").toUpperCase();
