import type { MediaRef } from "@prosa/flow-schema";
import { FileText, Mic, Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMediaUrl } from "../../shared/media/use-media-url.ts";

/** A file the flow sends, as the phone shows it. */
export function SentMedia({ kind, media }: { kind: "image" | "video" | "audio" | "document"; media: MediaRef }) {
  const { t } = useTranslation("simulator");
  const url = useMediaUrl(media);
  if (kind === "image" && url) return <img alt={t("phone.photo")} className="block w-full" src={url} />;
  if (kind === "video" && url) return <video className="block w-full" controls src={url} />;
  if (kind === "audio" && url) return <audio className="block w-full" controls src={url} />;
  const Icon = { image: FileText, document: FileText, audio: Mic, video: Play }[kind];
  return (
    <span className="flex items-center gap-2 bg-surface-2 px-2 py-2">
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="truncate">{media.filename ?? t("phone.file")}</span>
    </span>
  );
}
