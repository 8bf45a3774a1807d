import { FileButton, IconButton, Menu, MenuItem, TextField, useToast } from "@prosa/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileText, Image, MapPin, Mic, Music, Plus, SendHorizontal, Square, Trash2 } from "lucide-react";
import { type RefObject, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../shared/api/problem-text.ts";
import { act, type HandsetPlace, type OutgoingFile, sendFile, threadQuery } from "./handset-api.ts";
import { LocationDialog } from "./location-dialog.tsx";
import { withMessage } from "./use-handset-feed.ts";
import { useRecorder } from "./use-recorder.ts";

interface PhoneComposerProps {
  place: HandsetPlace;
  customer: string;
  disabled: boolean;
}

type Sending = { action: Parameters<typeof act>[2] } | { file: OutgoingFile };

/** What the customer writes: text, a photo, a voice note, a file, a place. */
export function PhoneComposer({ place, customer, disabled }: PhoneComposerProps) {
  const { t } = useTranslation("handset");
  const toast = useToast();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const [text, setText] = useState("");
  const [locating, setLocating] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const fail = (error: unknown) => toast.show({ title: problemText(error), tone: "danger" });
  const send = useMutation({
    mutationFn: (sending: Sending) =>
      "action" in sending ? act(place, customer, sending.action) : sendFile(place, customer, sending.file),
    onSuccess: (message) =>
      queryClient.setQueryData(threadQuery(place, customer).queryKey, (page) => page && withMessage(page, message)),
    onError: fail,
  });
  const recorder = useRecorder({
    onRecorded: (file) => send.mutate({ file: { file, kind: "audio", voice: true } }),
    onRefused: () => toast.show({ title: t("noMicrophone"), tone: "warning" }),
  });
  const submit = () => {
    const words = text.trim();
    if (!words || disabled) return;
    send.mutate({ action: { type: "text", text: words } }, { onError: () => setText(words) });
    setText("");
    field.current?.focus();
  };
  if (recorder.recording)
    return (
      <div className="flex items-center gap-2">
        <IconButton
          icon={<Trash2 />}
          label={t("recordDiscard")}
          onClick={recorder.discard}
          size="lg"
          variant="danger"
        />
        <p className="num flex flex-1 items-center gap-2 text-sm" role="status">
          <span aria-hidden className="size-2 animate-pulse rounded-full bg-danger" />
          {t("recording", { seconds: recorder.seconds })}
        </p>
        <IconButton
          className="rounded-full!"
          icon={<Square fill="currentColor" />}
          label={t("recordSend")}
          onClick={recorder.stop}
          size="lg"
          variant="primary"
        />
      </div>
    );
  return (
    <form
      className="flex items-center gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <AttachMenu
        disabled={disabled || send.isPending}
        onFile={(file) => send.mutate({ file })}
        onLocation={() => setLocating(true)}
      />
      <TextField
        aria-label={t("message")}
        className="rounded-full!"
        disabled={disabled}
        maxLength={4096}
        onValueChange={setText}
        placeholder={t("message")}
        ref={field}
        value={text}
      />
      {text.trim() || !recorder.supported ? (
        <IconButton
          className="rounded-full!"
          disabled={disabled || !text.trim()}
          icon={<SendHorizontal />}
          label={t("send")}
          size="lg"
          type="submit"
          variant="primary"
        />
      ) : (
        <IconButton
          className="rounded-full!"
          disabled={disabled}
          icon={<Mic />}
          label={t("record")}
          onClick={recorder.start}
          size="lg"
          variant="primary"
        />
      )}
      <LocationDialog
        onOpenChange={setLocating}
        onSend={(location) => send.mutate({ action: { type: "location", ...location } })}
        open={locating}
      />
    </form>
  );
}

interface AttachMenuProps {
  disabled: boolean;
  onFile: (file: OutgoingFile) => void;
  onLocation: () => void;
}

const pickers = [
  { kind: "image", accept: "image/jpeg,image/png", icon: Image, label: "photo" },
  {
    kind: "audio",
    accept: "audio/ogg,audio/mpeg,audio/mp4,audio/aac,audio/amr,.ogg,.m4a",
    icon: Music,
    label: "voiceFile",
  },
  { kind: "document", accept: "", icon: FileText, label: "document" },
] as const;

/** The pickers stay outside the menu: it is gone before the browser's file dialog answers. */
function AttachMenu({ disabled, onFile, onLocation }: AttachMenuProps) {
  const { t } = useTranslation("handset");
  const box = useRef<HTMLDivElement>(null);
  return (
    <div className="contents" ref={box}>
      <Menu side="top" trigger={<IconButton disabled={disabled} icon={<Plus />} label={t("attach")} size="lg" />}>
        {pickers.map(({ kind, icon: Icon, label }) => (
          <MenuItem icon={<Icon />} key={kind} onSelect={() => press(box, kind)}>
            {t(label)}
          </MenuItem>
        ))}
        <MenuItem icon={<MapPin />} onSelect={onLocation}>
          {t("location")}
        </MenuItem>
      </Menu>
      <div className="hidden">
        {pickers.map(({ kind, accept, label }) => (
          <span data-picker={kind} key={kind}>
            <FileButton
              accept={accept || undefined}
              onFiles={([file]) => {
                if (file) onFile({ file, kind, ...(kind === "audio" ? { voice: true } : {}) });
              }}
            >
              {t(label)}
            </FileButton>
          </span>
        ))}
      </div>
    </div>
  );
}

function press(box: RefObject<HTMLElement | null>, kind: string): void {
  box.current?.querySelector<HTMLButtonElement>(`[data-picker="${kind}"] button`)?.click();
}
