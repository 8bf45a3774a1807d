import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface PageProps {
  title: ReactNode;
  description?: ReactNode;
  /** Right of the title: the primary action last. */
  actions?: ReactNode;
  /** Under the title: filters, tabs. */
  toolbar?: ReactNode;
  children?: ReactNode;
  /** `narrow` keeps forms and text readable. */
  width?: "full" | "narrow";
  className?: string;
}

/** A page that scrolls: title, actions, filters, content. */
export function Page({ title, description, actions, toolbar, children, width = "full", className }: PageProps) {
  return (
    <div className={classNames("scrollbar-thin h-full overflow-y-auto", className)}>
      <div
        className={classNames(
          "mx-auto flex flex-col gap-4 px-4 py-4 md:px-6",
          width === "narrow" ? "max-w-3xl" : "max-w-[1440px]",
        )}
      >
        <header className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1">
            <h1 className="truncate font-bold text-lg tracking-[-0.012em]">{title}</h1>
            {description ? <p className="text-ink-2">{description}</p> : null}
          </div>
          {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
        </header>
        {toolbar}
        {children}
      </div>
    </div>
  );
}
