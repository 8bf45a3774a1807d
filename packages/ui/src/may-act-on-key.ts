/**
 * Whether a single key pressed here may act on the page: not with Ctrl or its like, nor while somebody types, nor in what floats
 * or behind a dialog. Toasts are dialogs that leave the page free.
 */
export function mayActOnKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  const { target } = event;
  if (target instanceof HTMLElement && (target.isContentEditable || target.closest(taken))) return false;
  return document.querySelector(`:is(${dialog}):not([aria-modal=false])`) === null;
}

const dialog = "[role=dialog], [role=alertdialog]";
const taken = `input, textarea, select, [role=menu], [role=listbox], ${dialog}`;
