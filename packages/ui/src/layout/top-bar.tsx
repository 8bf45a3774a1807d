import { Search } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { Kbd } from "../display/kbd.tsx";

export interface TopBarProps {
  /** Left: workspace, breadcrumb. */
  start: ReactNode;
  /** Middle: the search. */
  middle?: ReactNode;
  /** Right: presence, notifications, the person. */
  end?: ReactNode;
  className?: string;
}

/** The 48 px bar over the page. */
export function TopBar({ start, middle, end, className }: TopBarProps) {
  return (
    <header
      className={classNames(
        "grid h-12 shrink-0 grid-cols-[minmax(0,1fr)_auto] items-center gap-4 border-line border-b bg-bg px-3 md:pr-4",
        middle ? "md:grid-cols-[minmax(0,1fr)_minmax(0,440px)_minmax(0,1fr)]" : undefined,
        className,
      )}
    >
      <div className="flex min-w-0 items-center gap-2">{start}</div>
      {middle ? <div className="hidden md:block">{middle}</div> : null}
      <div className="flex items-center justify-self-end gap-2">{end}</div>
    </header>
  );
}

export interface SearchButtonProps extends Omit<ComponentProps<"button">, "children"> {
  label: string;
  /** Keys that open the search, such as "⌘K". */
  shortcut?: string;
}

/** Looks like a search box and opens the search over everything. */
export function SearchButton({ label, shortcut, className, ...props }: SearchButtonProps) {
  return (
    <button
      type="button"
      {...props}
      className={classNames(
        "flex h-8 w-full items-center gap-2 rounded-md border border-line-strong bg-surface pr-1.5 pl-2.5 text-left text-ink-3 text-sm transition-colors hover:bg-surface-2 pointer-coarse:h-11",
        className,
      )}
    >
      <Search aria-hidden className="size-3.5 shrink-0" />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {shortcut ? <Kbd className="no-keyboard:hidden">{shortcut}</Kbd> : null}
    </button>
  );
}
