import { mergeProps } from "@base-ui/react/merge-props";
import { Tabs as Base } from "@base-ui/react/tabs";
import { useRender } from "@base-ui/react/use-render";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface TabsProps<Value extends string> {
  value: Value;
  onValueChange: (value: Value) => void;
  /** TabList and TabPanels. */
  children: ReactNode;
  className?: string;
}

/** Views of one thing, one at a time, in the same place. Where each has an address of its own, use TabNav. */
export function Tabs<Value extends string>({ value, onValueChange, children, className }: TabsProps<Value>) {
  return (
    <Base.Root
      className={classNames("flex min-h-0 flex-col", className)}
      onValueChange={(next) => onValueChange(next as Value)}
      value={value}
    >
      {children}
    </Base.Root>
  );
}

const tabLook =
  "relative flex h-full shrink-0 items-center gap-1 font-medium text-ink-2 whitespace-nowrap transition-colors hover:text-ink focus-visible:-outline-offset-2 " +
  "after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 after:rounded-t-full data-[active]:text-ink data-[active]:after:bg-accent aria-[current]:text-ink aria-[current]:after:bg-accent [&_svg]:size-4";

export interface TabListProps {
  "aria-label": string;
  children: ReactNode;
  /** Right end of the line: a close button, a menu. */
  actions?: ReactNode;
  className?: string;
}

/** The line of tabs; it scrolls sideways when they do not fit. Arrow keys move, the focused tab opens. */
export function TabList({ children, actions, className, ...props }: TabListProps) {
  return (
    <div className={classNames("flex h-11 shrink-0 items-center border-line border-b pr-2", className)}>
      <Base.List
        activateOnFocus
        aria-label={props["aria-label"]}
        className="scrollbar-none flex h-[calc(100%+1px)] min-w-0 flex-1 gap-5 overflow-x-auto overflow-y-hidden px-4 pb-px"
      >
        {children}
      </Base.List>
      {actions}
    </div>
  );
}

export interface TabProps {
  value: string;
  children: ReactNode;
  icon?: ReactNode;
  /** How many are behind it. */
  count?: number;
  /** The count asks for attention. */
  hot?: boolean;
  disabled?: boolean;
}

export function Tab({ value, children, icon, count, hot, disabled }: TabProps) {
  return (
    <Base.Tab className={classNames(tabLook, "data-[disabled]:opacity-50")} disabled={disabled} value={value}>
      {icon}
      {children}
      <TabCount count={count} hot={hot} />
    </Base.Tab>
  );
}

export function TabPanel({ value, children, className }: { value: string; children: ReactNode; className?: string }) {
  return (
    <Base.Panel className={classNames("min-h-0 flex-1 focus-visible:-outline-offset-2", className)} value={value}>
      {children}
    </Base.Panel>
  );
}

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
    <nav aria-label={props["aria-label"]} className={classNames("h-11 shrink-0 border-line border-b", className)}>
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

function TabCount({ count, hot }: { count?: number; hot?: boolean }) {
  if (count === undefined) return null;
  return (
    <span className={classNames("num text-[11px]", hot ? "font-bold text-danger-ink" : "font-normal text-ink-3")}>
      {count}
    </span>
  );
}
