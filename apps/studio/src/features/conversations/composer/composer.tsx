import { Banner, Button, FileButton, IconButton, TextArea, useToast } from "@prosa/ui";
import { CornerDownLeft, LayoutTemplate, Paperclip, UserRound } from "lucide-react";
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ChannelIcon } from "../../../shared/channels/channel-icon.tsx";
import { useFormat } from "../../../shared/i18n/use-format.ts";
import { randomId } from "../../../shared/ids/random-id.ts";
import { late } from "../../../shared/screens/late.ts";
import { useMe } from "../../../shared/session/me.ts";
import { useWorkspaceId } from "../../../shared/session/workspace.ts";
import { useNow } from "../../../shared/time/use-now.ts";
import type { Conversation } from "../conversation-queries.ts";
import { sendMessage } from "../outbox.ts";
import type { OutgoingBubble } from "../unsent/unsent-store.ts";
import { AttachmentStrip } from "./attachment-strip.tsx";
import { useAttachments } from "./attachments.ts";
import { useComposerText } from "./composer-text.ts";
import { windowState } from "./window-state.ts";

const TemplateDialog = late(() =>
  import("../templates/template-dialog.tsx").then((file) => ({ default: file.TemplateDialog })),
);

/** Where a person writes: text and files while the window is open, approved templates when it is shut. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation(["conversations", "common"]);
  const { connection, assignee, status } = conversation;
  const { account } = useMe();
  const heldBy = status === "open" && assignee?.id !== account.id ? assignee : null;
  const workspace = useWorkspaceId();
  const toast = useToast();
  const [text, setText] = useComposerText(conversation.id);
  const [templatesOpen, setTemplatesOpen] = useState(false);
  const [dropping, setDropping] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const attachments = useAttachments(workspace, conversation.id);
  const now = useNow(30_000);
  const window = windowState(conversation.windowClosesAt, now);

  const send = (bubble: OutgoingBubble) =>
    void sendMessage({ clientId: randomId(), workspace, conversation: conversation.id, bubble });
  const submit = () => {
    if (attachments.uploading) return toast.show({ title: t("composer.stillUploading") });
    const files = attachments.takeReady();
    const words = text.trim();
    if (files.length === 0 && !words) return;
    // The words become the first file's caption where it can have one, as chat programs do.
    const captioned = files.find((file) => file.type !== "audio");
    const fits = captioned !== undefined && words.length <= 1024;
    for (const bubble of files) send(fits && words && bubble === captioned ? { ...captioned, caption: words } : bubble);
    if (words && !fits) send({ type: "text", text: words });
    setText("");
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // 229: a composing input method uses Enter for itself.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    attachments.add([...event.clipboardData.files]);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setDropping(false);
    attachments.add([...event.dataTransfer.files]);
  };

  if (conversation.status === "closed")
    return (
      <Banner className="m-3 shrink-0 md:mx-4" tone="info">
        {t("composer.closed")}
      </Banner>
    );
  if (!connection)
    return (
      <Banner className="m-3 shrink-0 md:mx-4" title={t("connectionRemoved")} tone="warning">
        {t("common:problem.connection_removed")}
      </Banner>
    );
  const templates = templatesOpen ? (
    <Suspense>
      <TemplateDialog connection={connection.id} onOpenChange={setTemplatesOpen} onSend={send} open />
    </Suspense>
  ) : null;
  if (!window.open)
    return (
      <div className="m-3 shrink-0 md:mx-4">
        <Banner
          action={
            <Button icon={<LayoutTemplate />} onClick={() => setTemplatesOpen(true)} size="sm" variant="primary">
              {t("template.choose")}
            </Button>
          }
          title={t("window.shut")}
          tone="warning"
        >
          {t("window.shutText")}
        </Banner>
        {templates}
      </div>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can be dropped anywhere on the composer; the paperclip does the same
    <div
      className={`m-2 mt-0 shrink-0 rounded-lg border bg-surface shadow-1 transition-[border-color,box-shadow] focus-within:border-accent focus-within:shadow-[0_0_0_3px_color-mix(in_oklab,var(--accent)_14%,transparent)] md:m-4 md:mt-0 ${dropping ? "border-accent bg-accent-soft" : "border-line-strong"}`}
      onDragLeave={() => setDropping(false)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDrop={onDrop}
    >
      <div className="flex min-w-0 items-center gap-x-3 gap-y-1 px-3 pt-2 text-ink-2 text-xs max-sm:flex-wrap">
        <span className="flex min-w-0 items-center gap-1.5">
          <ChannelIcon channel={connection.channel} />
          <span className="truncate">{connection.name}</span>
        </span>
        {heldBy ? (
          <span className="flex min-w-0 items-center gap-1 font-medium text-ink max-sm:order-first max-sm:w-full">
            <UserRound aria-hidden className="size-3 shrink-0" />
            <span className="truncate">{t("composer.heldBy", { name: heldBy.name })}</span>
          </span>
        ) : null}
        <span className="ml-auto flex shrink-0 items-center gap-1">
          <WindowCountdown closesAt={conversation.windowClosesAt} soon={window.soon} />
        </span>
      </div>
      <AttachmentStrip attachments={attachments.list} onRemove={attachments.remove} />
      <TextArea
        aria-label={t("composer.label")}
        className="border-transparent! bg-transparent! shadow-none! focus-within:shadow-none!"
        maxLength={16_000}
        maxRows={8}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onValueChange={setText}
        placeholder={conversation.speaker === "bot" ? t("composer.placeholderBot") : t("composer.placeholder")}
        ref={field}
        rows={1}
        value={text}
      />
      <div className="flex items-center gap-1 px-1.5 pb-1.5">
        <FileButton
          aria-label={t("composer.attach")}
          className="px-0! w-8! pointer-coarse:w-11! [&_svg]:size-4.5"
          icon={<Paperclip />}
          multiple
          onFiles={attachments.add}
          variant="ghost"
        >
          {null}
        </FileButton>
        <IconButton icon={<LayoutTemplate />} label={t("template.choose")} onClick={() => setTemplatesOpen(true)} />
        <Button
          className="ml-auto"
          disabled={!text.trim() && attachments.list.length === 0}
          onClick={submit}
          trailing={<CornerDownLeft aria-hidden className="max-sm:hidden" />}
          variant="primary"
        >
          {t("composer.send")}
        </Button>
      </div>
      {templates}
    </div>
  );
}

function WindowCountdown({ closesAt, soon }: { closesAt: string | null; soon: boolean }) {
  const { t } = useTranslation("conversations");
  const format = useFormat();
  const now = useNow(30_000);
  if (!closesAt) return null;
  const left = format.span(new Date(closesAt).getTime() - now);
  return (
    <span className={soon ? "font-medium text-warning-ink" : undefined} title={format.dateTime(closesAt)}>
      {t("window.open", { left })}
    </span>
  );
}
