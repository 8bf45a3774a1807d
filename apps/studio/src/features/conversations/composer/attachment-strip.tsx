import { IconButton, Spinner } from "@prosa/ui";
import { FileText, Film, Image, Music, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../shared/i18n/use-format.ts";
import type { Attachment } from "../unsent/unsent-store.ts";

const icons = { image: Image, video: Film, audio: Music, document: FileText };

/** The files about to be sent, each with a way to take it out. */
export function AttachmentStrip({
  attachments,
  onRemove,
}: {
  attachments: readonly Attachment[];
  onRemove: (id: string) => void;
}) {
  const { t } = useTranslation("conversations");
  const format = useFormat();
  if (attachments.length === 0) return null;
  return (
    <ul aria-label={t("composer.attachments")} className="flex flex-wrap gap-2 px-3 pt-2">
      {attachments.map(({ id, name, size, kind, media }) => {
        const Icon = icons[kind];
        return (
          <li
            className="flex max-w-60 items-center gap-2 rounded-md border border-line bg-surface-2 py-1 pr-1 pl-2"
            key={id}
          >
            {media ? <Icon aria-hidden className="size-4 shrink-0 text-ink-2" /> : <Spinner className="text-ink-2" />}
            <span className="min-w-0">
              <span className="block truncate text-sm">{name}</span>
              <span className="block text-ink-2 text-xs">{media ? format.bytes(size) : t("composer.uploading")}</span>
            </span>
            <IconButton
              icon={<X />}
              label={t("composer.removeFile", { file: name })}
              onClick={() => onRemove(id)}
              size="xs"
            />
          </li>
        );
      })}
    </ul>
  );
}
