import { mergeProps } from "@base-ui/react/merge-props";
import { useRender } from "@base-ui/react/use-render";
import { createContext, type ReactNode, use } from "react";
import { classNames } from "../class-names.ts";
import { CountBadge } from "../display/count-badge.tsx";
import { Tooltip } from "../overlays/tooltip.tsx";

export interface NavRailProps {
  "aria-label": string;
  /** Icons only, labels as tooltips. */
  collapsed: boolean;
  /** Mark and name; the name is hidden while collapsed. */
  brand: { mark: ReactNode; name: string };
  /** NavRailItems. */
  children: ReactNode;
  /** At the lower end: settings, the collapse switch. */
  footer?: ReactNode;
}

const Collapsed = createContext(false);

/** The main navigation at the left edge: 56 px as icons, 208 px with labels. */
export function NavRail({ collapsed, brand, children, footer, ...props }: NavRailProps) {
  return (
    <Collapsed value={collapsed}>
      <nav
        aria-label={props["aria-label"]}
        className={classNames(
          "flex h-full shrink-0 flex-col border-line border-r bg-bg pb-2 transition-[width]",
          collapsed ? "w-14 px-2" : "w-52 px-3",
        )}
      >
        <div className={classNames("flex h-12 shrink-0 items-center gap-2.5 text-md", collapsed ? "px-1.5" : "px-1")}>
          <span className="grid shrink-0 text-accent">{brand.mark}</span>
          <span className={collapsed ? "sr-only" : "truncate font-bold tracking-[-0.015em]"}>{brand.name}</span>
        </div>
        <div className="scrollbar-none -mx-1 flex min-h-0 flex-1 flex-col gap-1 overflow-y-auto px-1 pt-2">
          {children}
        </div>
        {footer ? <div className="flex shrink-0 flex-col gap-1 pt-2">{footer}</div> : null}
      </nav>
    </Collapsed>
  );
}

export interface NavRailItemProps extends Omit<useRender.ComponentProps<"a">, "children"> {
  icon: ReactNode;
  label: string;
  /** Unread or waiting. */
  count?: number;
  /** Says the count to screen readers. */
  countLabel?: string;
  /** `muted`: news that does not call for action. */
  countTone?: "accent" | "muted";
  /** A router link that sets `aria-current` itself needs nothing here. */
  current?: boolean;
}

/** An entry of the rail: a link by `render={<Link to="…" />}` or `href`; without either it is a button. */
export function NavRailItem({
  icon,
  label,
  count = 0,
  countLabel,
  countTone = "accent",
  current,
  ...props
}: NavRailItemProps) {
  const collapsed = use(Collapsed);
  const { render, className, ...element } = props;
  const item = useRender({
    defaultTagName: element.href ? "a" : "button",
    render,
    props: mergeProps<"a">(
      {
        ...(render || element.href ? {} : { type: "button" }),
        ...(current === undefined ? {} : { "aria-current": current ? "page" : undefined }),
        className: classNames(
          "relative flex h-9 w-full shrink-0 items-center gap-2.5 rounded-md text-left font-medium text-ink-2 transition-colors hover:bg-surface-2 hover:text-ink",
          "aria-[current]:bg-accent-soft aria-[current]:text-accent-text pointer-coarse:h-11 [&_svg]:size-[18px] [&_svg]:shrink-0",
          collapsed ? "justify-center" : "px-2",
          className as string | undefined,
        ),
        children: (
          <>
            {icon}
            <span className={collapsed ? "sr-only" : "min-w-0 flex-1 truncate"}>{label}</span>
            <CountBadge
              className={
                collapsed
                  ? "absolute -top-0.5 -right-1 px-[3px]! ring-2 ring-bg"
                  : "bg-transparent! font-medium! text-ink-2!"
              }
              count={count}
              label={countLabel}
              size={collapsed ? "sm" : "md"}
              tone={countTone}
            />
          </>
        ),
      },
      element,
    ),
  });
  if (!collapsed) return item;
  return (
    <Tooltip label={label} side="right">
      {item}
    </Tooltip>
  );
}
