/** What was copied here last: all there is where the browser lets no page read the clipboard, as over plain http. */
let kept: string | undefined;

/** Remembers what the clipboard's own events carried. */
export function keepCopied(text: string): void {
  kept = text;
}

/** Puts text on the clipboard. False where the browser refuses, and pasting would then bring something else. */
export async function writeClipboard(text: string): Promise<boolean> {
  if (!navigator.clipboard) {
    writeByEvent(text);
    kept = text;
    return true;
  }
  const written = await navigator.clipboard.writeText(text).then(
    () => true,
    () => writeByEvent(text),
  );
  if (written) kept = text;
  return written;
}

/** The clipboard's text, else what was copied here last; undefined when there is neither. */
export async function readClipboard(): Promise<string | undefined> {
  if (!navigator.clipboard) return kept;
  return await navigator.clipboard.readText().catch(() => kept);
}

/** The old way, which pages over plain http have as well: the browser asks what to copy, and is told. */
function writeByEvent(text: string): boolean {
  const answer = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("copy", answer, { capture: true });
  const written = document.execCommand("copy");
  removeEventListener("copy", answer, { capture: true });
  return written;
}
