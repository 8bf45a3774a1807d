import { mergeProps } from "@base-ui/react/merge-props";
import { useRender } from "@base-ui/react/use-render";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { TabCount, tabLook } from "./tab-look.tsx";

/** Tabs whose views have addresses: a list of links that looks the same. Children: TabNavLink. */
export function TabNav({
  children,
  className,
  ...props
}: {
  children: ReactNode;
  className?: string;
  "aria-label": string;
}) {
  return (
    <nav
      aria-label={props["aria-label"]}
      className={classNames("h-11 shrink-0 border-line border-b pointer-coarse:h-[45px]", className)}
    >
      <div className="scrollbar-none flex h-[calc(100%+1px)] gap-5 overflow-x-auto overflow-y-hidden px-4 pb-px">
        {children}
      </div>
    </nav>
  );
}

export interface TabNavLinkProps extends useRender.ComponentProps<"a"> {
  count?: number;
  hot?: boolean;
  /** A router link that sets `aria-current` itself needs nothing here. */
  current?: boolean;
}

/** A link of TabNav: `<TabNavLink render={<Link to="…" />}>` or `href`; without either it is a button. */
export function TabNavLink({ count, hot, current, render, className, children, ...props }: TabNavLinkProps) {
  return useRender({
    defaultTagName: props.href ? "a" : "button",
    render,
    props: mergeProps<"a">(
      {
        ...(render || props.href ? {} : { type: "button" }),
        ...(current === undefined ? {} : { "aria-current": current ? "page" : undefined }),
        className: classNames(tabLook, className),
        children: (
          <>
            {children}
            <TabCount count={count} hot={hot} />
          </>
        ),
      },
      props,
    ),
  });
}
