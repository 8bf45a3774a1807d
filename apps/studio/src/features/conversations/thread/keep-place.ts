/** Where a reader of a thread is: at its end, or at a certain entry. */
export type Place = { end: true } | { end: false; entry: string; offset: number };

/** How near to the end still counts as being there, in pixels. */
const slack = 48;

/** Finds where the reader is: the entry at the upper edge, and how far it stands from that edge. */
export function placeOf(box: HTMLElement): Place {
  if (box.scrollHeight - box.scrollTop - box.clientHeight < slack) return { end: true };
  const top = box.getBoundingClientRect().top;
  for (const entry of box.querySelectorAll<HTMLElement>("[data-entry]")) {
    const { top: entryTop, bottom } = entry.getBoundingClientRect();
    if (bottom > top) return { end: false, entry: entry.dataset.entry ?? "", offset: entryTop - top };
  }
  return { end: true };
}

/** Puts the reader back to where they were, whatever came above, below or in between. */
export function restorePlace(box: HTMLElement, place: Place): void {
  if (place.end) {
    box.scrollTop = box.scrollHeight;
    return;
  }
  const entry = box.querySelector(`[data-entry="${CSS.escape(place.entry)}"]`);
  if (!entry) return;
  box.scrollTop += entry.getBoundingClientRect().top - box.getBoundingClientRect().top - place.offset;
}
