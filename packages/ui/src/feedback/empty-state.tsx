import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface EmptyStateProps {
  icon?: ReactNode;
  title: ReactNode;
  /** What this place is for, in a sentence or two. */
  text?: ReactNode;
  /** The first step. */
  action?: ReactNode;
  /** A place inside a card or a panel instead of a whole page. */
  compact?: boolean;
  className?: string;
}

/** Nothing here yet: says what would be, and offers the first step. */
export function EmptyState({ icon, title, text, action, compact, className }: EmptyStateProps) {
  return (
    <div
      className={classNames(
        "flex flex-col items-center justify-center text-center",
        compact ? "gap-1 p-4" : "gap-2 px-6 py-14",
        className,
      )}
    >
      {icon ? (
        <span
          aria-hidden
          className={classNames(
            "grid place-items-center text-ink-2",
            compact ? "[&_svg]:size-5" : "mb-1 size-12 rounded-lg border border-line bg-surface-2 [&_svg]:size-6",
          )}
        >
          {icon}
        </span>
      ) : null}
      <p className={compact ? "font-medium text-ink" : "font-bold text-md"}>{title}</p>
      {text ? <p className="max-w-[44ch] text-pretty text-ink-2">{text}</p> : null}
      {action ? (
        <div className={classNames("flex flex-wrap justify-center gap-2", compact ? "mt-1" : "mt-3")}>{action}</div>
      ) : null}
    </div>
  );
}
