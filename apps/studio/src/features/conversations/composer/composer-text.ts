import { changeDraft, useUnsent } from "../unsent/unsent-store.ts";

/** What is being written to a conversation; it is still there when one comes back from another. */
export function useComposerText(conversation: string): [string, (text: string) => void] {
  const text = useUnsent(({ drafts }) => drafts[conversation]?.text ?? "");
  return [text, (next) => changeDraft(conversation, (draft) => ({ ...draft, text: next }))];
}
