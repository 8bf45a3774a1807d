import { create } from "zustand";

const useTexts = create<{ texts: Readonly<Record<string, string>> }>()(() => ({ texts: {} }));

/** What is being written to a conversation; it is still there when one comes back from another. */
export function useComposerText(conversation: string): [string, (text: string) => void] {
  const text = useTexts(({ texts }) => texts[conversation] ?? "");
  const set = (next: string) => useTexts.setState(({ texts }) => ({ texts: { ...texts, [conversation]: next } }));
  return [text, set];
}
