import type { ReactNode } from "react";

export interface BreadcrumbProps {
  /** Names the navigation. */
  label: string;
  /** Links to what is above, outermost first: `<TextLink look="plain" render={<Link to="…" />}>`. */
  links: readonly ReactNode[];
  /** Where one is. */
  current: ReactNode;
}

/** The way back up, before the title of the page. */
export function Breadcrumb({ label, links, current }: BreadcrumbProps) {
  return (
    <nav aria-label={label} className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5">
        {links.map((link, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a level has no other name than its depth
          <li className="flex shrink-0 items-center gap-1.5 [&>a]:font-normal [&>a]:text-ink-2" key={index}>
            {link}
            <span aria-hidden className="text-line-strong">
              /
            </span>
          </li>
        ))}
        <li aria-current="page" className="min-w-0 truncate font-bold text-md tracking-[-0.01em]">
          {current}
        </li>
      </ol>
    </nav>
  );
}
