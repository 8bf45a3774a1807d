import { type ReactNode, useId } from "react";
import { classNames } from "../class-names.ts";
import { ScrollArea } from "./scroll-area.tsx";

export interface PanelProps {
  title: ReactNode;
  /** Second line of the header. */
  description?: ReactNode;
  /** Before the title: an icon tile, an avatar, a way back. */
  leading?: ReactNode;
  /** Right end of the header: IconButtons. */
  actions?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
  /** Inner margin of the body; off for lists and tables. */
  padded?: boolean;
  headingLevel?: 1 | 2 | 3;
  className?: string;
}

/** A region with a header and a body that scrolls by itself. It fills its container; the container draws the border. */
export function Panel({
  title,
  description,
  leading,
  actions,
  footer,
  children,
  padded = true,
  headingLevel = 2,
  ...props
}: PanelProps) {
  const titleId = useId();
  const Heading = `h${headingLevel}` as const;
  return (
    <section
      aria-labelledby={titleId}
      className={classNames("flex h-full min-h-0 min-w-0 flex-col bg-surface", props.className)}
    >
      <header className="flex min-h-12 shrink-0 items-center gap-3 border-line border-b py-2 pr-2 pl-4">
        {leading}
        <div className="min-w-0 flex-1">
          <Heading className="truncate font-bold text-md tracking-[-0.012em]" id={titleId}>
            {title}
          </Heading>
          {description ? <div className="truncate text-ink-2 text-sm">{description}</div> : null}
        </div>
        {actions ? <div className="flex shrink-0 items-center gap-1">{actions}</div> : null}
      </header>
      <ScrollArea className={classNames("flex-1", padded && "p-4")}>{children}</ScrollArea>
      {footer ? <footer className="shrink-0 border-line border-t px-4 py-3">{footer}</footer> : null}
    </section>
  );
}
