import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { TabCount, tabLook } from "./tab-look.tsx";

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
    <div
      className={classNames(
        "flex h-11 shrink-0 items-center border-line border-b pr-2 pointer-coarse:h-[45px]",
        className,
      )}
    >
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
