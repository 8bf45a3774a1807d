import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

/** Names and values in two columns: the details of a contact, of a connection. */
export function DefinitionList({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl className={classNames("grid grid-cols-[minmax(72px,auto)_minmax(0,1fr)] gap-x-3 gap-y-1.5", className)}>
      {children}
    </dl>
  );
}

/** One name with its value. */
export function Definition({ term, children, action }: { term: ReactNode; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid items-center">
      <dt className="text-ink-2 text-sm">{term}</dt>
      <dd className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 flex-1 truncate">{children}</span>
        {action}
      </dd>
    </div>
  );
}
