import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

/** A key of the keyboard. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={classNames(
        "inline-block min-w-[18px] shrink-0 rounded-[4px] border border-line-strong bg-surface px-1 text-center font-medium font-sans text-[11px] text-ink-2 leading-4",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
