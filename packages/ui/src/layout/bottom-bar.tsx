import { mergeProps } from "@base-ui/react/merge-props";
import { useRender } from "@base-ui/react/use-render";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { CountBadge } from "../display/count-badge.tsx";

/** The navigation of phones, at the lower edge. Four or five BottomBarItems. */
export function BottomBar({ children, ...props }: { children: ReactNode; "aria-label": string }) {
  return (
    <nav
      aria-label={props["aria-label"]}
      className="flex shrink-0 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)]"
    >
      {children}
    </nav>
  );
}

export interface BottomBarItemProps extends Omit<useRender.ComponentProps<"a">, "children"> {
  icon: ReactNode;
  label: string;
  count?: number;
  countLabel?: string;
  /** A router link that sets `aria-current` itself needs nothing here. */
  current?: boolean;
}

/** An entry of the bar: a link by `render={<Link to="…" />}` or `href`; without either it is a button ("more"). */
export function BottomBarItem({
  icon,
  label,
  count = 0,
  countLabel,
  current,
  render,
  className,
  ...props
}: BottomBarItemProps) {
  return useRender({
    defaultTagName: props.href ? "a" : "button",
    render,
    props: mergeProps<"a">(
      {
        ...(render || props.href ? {} : { type: "button" }),
        ...(current === undefined ? {} : { "aria-current": current ? "page" : undefined }),
        className: classNames(
          "relative flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-1 font-medium text-ink-2 text-xs aria-[current]:text-accent-text focus-visible:-outline-offset-2 [&_svg]:size-5",
          className as string | undefined,
        ),
        children: (
          <>
            <span className="relative">
              {icon}
              <CountBadge
                className="absolute -top-1.5 left-3.5 px-[3px]! ring-2 ring-surface"
                size="sm"
                count={count}
                label={countLabel}
              />
            </span>
            <span className="max-w-full truncate px-1">{label}</span>
          </>
        ),
      },
      props,
    ),
  });
}
