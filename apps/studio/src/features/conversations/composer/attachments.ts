import { useToast } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../../shared/api/problem-text.ts";
import { uploadMedia } from "../../../shared/api/upload-media.ts";
import { useFormat } from "../../../shared/i18n/use-format.ts";
import { randomId } from "../../../shared/ids/random-id.ts";
import { type Attachment, changeDraft, emptyDraft, type OutgoingBubble, useUnsent } from "../unsent/unsent-store.ts";

type FileBubble = Extract<OutgoingBubble, { media: unknown }>;

/** WhatsApp takes documents up to 100 MB; nothing larger can be sent at all. */
const maxBytes = 100_000_000;

/** The files about to be sent to a conversation. Each is uploaded as soon as it is chosen, and waits there as the words do. */
export function useAttachments(workspace: string, conversation: string) {
  const { t } = useTranslation("conversations");
  const toast = useToast();
  const format = useFormat();
  const problemText = useProblemText();
  const list = useUnsent(({ drafts }) => drafts[conversation]?.attachments ?? emptyDraft.attachments);
  const setList = (edit: (list: readonly Attachment[]) => readonly Attachment[]) =>
    changeDraft(conversation, (draft) => ({ ...draft, attachments: edit(draft.attachments) }));
  const remove = (id: string) => setList((old) => old.filter((one) => one.id !== id));

  const upload = async (file: File) => {
    if (file.size > maxBytes) {
      toast.show({ title: t("composer.tooLarge", { file: file.name, max: format.bytes(maxBytes) }), tone: "danger" });
      return;
    }
    const id = randomId();
    setList((old) => [...old, { id, name: file.name, size: file.size, kind: kindOf(file.type), media: null }]);
    try {
      const media = await uploadMedia(workspace, file);
      setList((old) => old.map((one) => (one.id === id ? { ...one, kind: kindOf(media.mimeType), media } : one)));
    } catch (error) {
      remove(id);
      toast.show({
        title: t("composer.uploadFailed", { file: file.name }),
        description: problemText(error),
        tone: "danger",
      });
    }
  };

  return {
    list,
    uploading: list.some(({ media }) => media === null),
    add: (files: readonly File[]) => {
      for (const file of files.slice(0, 10)) void upload(file);
    },
    remove,
    /** The files as messages; the list is empty afterwards. */
    takeReady: (): FileBubble[] => {
      setList(() => []);
      return list.flatMap(({ kind, media }) => (media ? [{ type: kind, media } as FileBubble] : []));
    },
  };
}

/** What a channel calls a file, by its type. What is none of the three goes as a document. */
function kindOf(mimeType: string): Attachment["kind"] {
  if (mimeType === "image/jpeg" || mimeType === "image/png") return "image";
  if (mimeType === "video/mp4" || mimeType === "video/3gpp") return "video";
  return mimeType.startsWith("audio/") ? "audio" : "document";
}
