import { Collapsible as Base } from "@base-ui/react/collapsible";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface DisclosureProps {
  title: ReactNode;
  /** Right end of the line: a count, what is set inside. */
  aside?: ReactNode;
  children: ReactNode;
  defaultOpen?: boolean;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
}

/** A heading that folds what is under it. */
export function Disclosure({ title, aside, children, defaultOpen, open, onOpenChange, className }: DisclosureProps) {
  return (
    <Base.Root className={className} defaultOpen={defaultOpen} onOpenChange={onOpenChange} open={open}>
      <Base.Trigger className="group flex h-9 w-full items-center gap-2 rounded-sm text-left font-medium focus-visible:-outline-offset-2 pointer-coarse:h-11">
        <ChevronRight
          aria-hidden
          className="size-3.5 shrink-0 text-ink-2 transition-[rotate] group-data-[panel-open]:rotate-90"
        />
        <span className="min-w-0 flex-1 truncate">{title}</span>
        {aside ? <span className="num shrink-0 font-normal text-ink-2 text-sm">{aside}</span> : null}
      </Base.Trigger>
      <Base.Panel
        className={classNames(
          "h-[var(--collapsible-panel-height)] overflow-hidden transition-[height] data-[ending-style]:h-0 data-[starting-style]:h-0",
        )}
      >
        {children}
      </Base.Panel>
    </Base.Root>
  );
}
