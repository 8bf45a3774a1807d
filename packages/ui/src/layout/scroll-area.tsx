import type { ReactNode, Ref } from "react";
import { classNames } from "../class-names.ts";

export interface ScrollAreaProps {
  children: ReactNode;
  /** Names it and makes it reachable by keyboard: for areas without a control inside. */
  label?: string;
  /** `log`: news are appended and announced. */
  role?: "region" | "log";
  ref?: Ref<HTMLElement>;
  className?: string;
}

/** A part that scrolls with the browser's own thin bar. */
export function ScrollArea({ children, label, role, ref, className }: ScrollAreaProps) {
  return (
    <section
      aria-label={label}
      className={classNames(
        "scrollbar-thin min-h-0 overflow-auto overscroll-contain focus-visible:-outline-offset-2",
        className,
      )}
      ref={ref}
      role={role}
      tabIndex={label ? 0 : undefined}
    >
      {children}
    </section>
  );
}
