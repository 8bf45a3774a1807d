import { type Json, type MediaRef, mediaRef } from "@prosa/flow-schema";
import { Banner, Button, classNames, FileButton, IconButton, Spinner, useToast } from "@prosa/ui";
import { FileText, Music, Trash2, Upload } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../../../shared/api/problem-text.ts";
import { useFormat } from "../../../../shared/i18n/use-format.ts";
import { useMediaUrl } from "../../../../shared/media/use-media-url.ts";
import { useUpload } from "../../../../shared/media/use-upload.ts";
import type { FieldProps } from "../field-props.ts";
import { useProblemAt, useReadOnly, useWriteAt } from "../inspector-scope.tsx";

/** A file: dropped, pasted or picked, kept by the workspace, shown as the customer will see it. */
export function MediaInput({ field, value, pointer, words, onChange }: FieldProps) {
  const { t } = useTranslation("inspector");
  const readOnly = useReadOnly();
  const problem = useProblemAt(pointer);
  const problemText = useProblemText();
  const upload = useUpload();
  const writeAt = useWriteAt();
  const toast = useToast();
  const place = useRef<HTMLFieldSetElement>(null);
  const newest = useRef<File>(null);
  const [over, setOver] = useState(false);
  const parsed = mediaRef.safeParse(value);
  const send = ([file]: File[]) => {
    if (!file || readOnly) return;
    newest.current = file;
    // By the time the file is up, the list around may be another, and this form no longer shown.
    upload.mutateAsync(file).then(
      (media) => {
        if (newest.current === file) writeAt(pointer, () => media as unknown as Json, "edit");
      },
      (error) => {
        if (!place.current) toast.show({ title: problemText(error), tone: "danger" });
      },
    );
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    send([...event.dataTransfer.files]);
  };
  return (
    <fieldset
      className="flex min-w-0 flex-col gap-1.5"
      onPaste={(event) => {
        const files = [...event.clipboardData.files];
        if (files.length > 0) {
          event.preventDefault();
          send(files);
        }
      }}
      ref={place}
    >
      <legend className="mb-1 text-ink-2 text-sm">{words.label(field.path)}</legend>
      {parsed.success ? (
        <ChosenMedia media={parsed.data} onRemove={readOnly ? undefined : () => onChange(null)} />
      ) : (
        <section
          aria-label={t("media.drop")}
          className={classNames(
            "flex flex-col items-center gap-2 rounded-sm border border-dashed px-3 py-4 text-center text-ink-2 text-sm",
            over ? "border-accent bg-accent-soft" : "border-line-strong bg-surface-2",
          )}
          onDragLeave={() => setOver(false)}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDrop={drop}
        >
          {upload.isPending ? <Spinner /> : <Upload aria-hidden className="size-4" />}
          <span>{upload.isPending ? t("media.sending") : t("media.drop")}</span>
          <FileButton disabled={readOnly || upload.isPending} onFiles={send} size="sm">
            {t("media.choose")}
          </FileButton>
        </section>
      )}
      {parsed.success && !readOnly ? (
        <FileButton
          className="self-start"
          disabled={upload.isPending}
          loading={upload.isPending}
          onFiles={send}
          size="sm"
          variant="ghost"
        >
          {t("media.replace")}
        </FileButton>
      ) : null}
      {upload.error ? (
        <Banner
          action={
            <Button onClick={() => upload.reset()} size="sm">
              {t("close")}
            </Button>
          }
          tone="danger"
        >
          {problemText(upload.error)}
        </Banner>
      ) : null}
      {problem ? <p className="text-danger-ink text-sm">{problem}</p> : null}
    </fieldset>
  );
}

function ChosenMedia({ media, onRemove }: { media: MediaRef; onRemove: (() => void) | undefined }) {
  const { t } = useTranslation("inspector");
  const format = useFormat();
  const url = useMediaUrl(media);
  const kind = media.mimeType.split("/")[0];
  const Icon = kind === "audio" ? Music : FileText;
  return (
    <div className="overflow-hidden rounded-sm border border-line">
      {kind === "image" && url ? (
        <img alt={media.filename ?? t("media.picture")} className="max-h-48 w-full object-contain" src={url} />
      ) : null}
      {kind === "video" && url ? <video className="max-h-48 w-full" controls src={url} /> : null}
      {kind === "audio" && url ? <audio className="w-full" controls src={url} /> : null}
      <div className="flex items-center gap-2 border-line border-t px-2 py-1 text-sm">
        <Icon aria-hidden className="size-4 shrink-0 text-ink-2" />
        <span className="min-w-0 flex-1 truncate">{media.filename ?? media.mimeType}</span>
        <span className="num text-ink-3 text-xs">{format.bytes(media.size)}</span>
        {onRemove ? <IconButton icon={<Trash2 />} label={t("media.remove")} onClick={onRemove} size="xs" /> : null}
      </div>
    </div>
  );
}
