/** Tells a partial result. What the listener throws, or rejects with, is passed over: no recognition ends by it. */
export async function tellPartial(onPartial: ((text: string) => unknown) | undefined, text: string): Promise<void> {
  try {
    await onPartial?.(text);
  } catch {
    // Passed over, as promised.
  }
}
