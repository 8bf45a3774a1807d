import { classNames } from "../class-names.ts";

/** What tabs and links that look like them share. */
export const tabLook =
  "relative flex h-full shrink-0 pointer-coarse:min-w-11 pointer-coarse:justify-center items-center gap-1 font-medium text-ink-2 whitespace-nowrap transition-colors hover:text-ink focus-visible:-outline-offset-2 " +
  "after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 after:rounded-t-full data-[active]:text-ink data-[active]:after:bg-accent aria-[current]:text-ink aria-[current]:after:bg-accent [&_svg]:size-4";

/** How many are behind a tab. */
export function TabCount({ count, hot }: { count?: number; hot?: boolean }) {
  if (count === undefined) return null;
  return (
    <span className={classNames("num text-[11px]", hot ? "font-bold text-danger-ink" : "font-normal text-ink-3")}>
      {count}
    </span>
  );
}
