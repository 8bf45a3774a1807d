/**
 * Puts text on the clipboard; rejects when the browser does not allow it. Over plain http in a local network there is no
 * `navigator.clipboard`: there the text is selected in a field and copied as by hand.
 */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.style.cssText = "position: fixed; top: 0; opacity: 0";
  // Beside what was pressed: a dialog takes the focus back from whatever is outside it.
  (focused?.parentElement ?? document.body).append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (!copied) throw new Error("copying is not allowed");
}
