/** Class strings that more than one component shares, so that the same thing looks the same everywhere. */

/** The box of every text-like control. */
export const fieldBox =
  "flex min-h-8 w-full items-center gap-2 rounded-sm border border-edge bg-surface text-base text-ink transition-[border-color,box-shadow] pointer-coarse:min-h-11 " +
  "focus-within:border-accent focus-within:shadow-[0_0_0_3px_color-mix(in_oklab,var(--accent)_16%,transparent)] " +
  "has-[[data-invalid]]:border-danger has-[[data-disabled]]:bg-surface-2 has-[[data-disabled]]:text-ink-2";

/** The bare input inside `fieldBox`; the box shows the focus. 16 px on touch, or iOS zooms the page. */
export const bareInput =
  "min-w-0 flex-1 bg-transparent text-ink outline-none disabled:cursor-not-allowed pointer-coarse:text-[16px]";

/** A button that looks like a field: select, combobox trigger. */
export const fieldTrigger =
  "flex min-h-8 w-full cursor-pointer items-center gap-2 rounded-sm border border-edge bg-surface px-2.5 text-left text-base text-ink transition-[border-color,box-shadow] pointer-coarse:min-h-11 " +
  "hover:bg-surface-2 focus-visible:border-accent focus-visible:shadow-[0_0_0_3px_color-mix(in_oklab,var(--accent)_16%,transparent)] focus-visible:outline-none data-[popup-open]:border-accent " +
  "data-[invalid]:border-danger data-[disabled]:cursor-not-allowed data-[disabled]:bg-surface-2 data-[disabled]:text-ink-2";

/** What floats: menus, lists, popovers. Comes and goes from its anchor. */
export const popup =
  "origin-[var(--transform-origin)] rounded-md border border-line bg-surface text-ink shadow-2 outline-none transition-[opacity,scale] duration-[var(--duration)] " +
  "data-[starting-style]:scale-[0.98] data-[starting-style]:opacity-0 data-[ending-style]:scale-[0.98] data-[ending-style]:opacity-0";

/** A row of a menu or a list of choices. */
export const menuRow =
  "flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-base outline-none select-none pointer-coarse:min-h-11 " +
  "data-[highlighted]:bg-surface-2 data-[disabled]:text-ink-3";

/** The veil behind what blocks the page. */
export const backdrop =
  "fixed inset-0 z-40 bg-overlay transition-opacity duration-[var(--duration)] data-[starting-style]:opacity-0 data-[ending-style]:opacity-0";
