import { Menu as Base } from "@base-ui/react/menu";
import { Check, ChevronRight } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { menuRow } from "../look.ts";
import { MenuSurface } from "./menu.tsx";

export interface MenuItemProps {
  children: ReactNode;
  icon?: ReactNode;
  /** Second line in smaller type. */
  description?: ReactNode;
  /** Keys that do the same, such as "Ctrl D". */
  shortcut?: string;
  danger?: boolean;
  disabled?: boolean;
  /** Press, Enter or Space. */
  onSelect?: () => void;
  /** Makes the item a link: `render={<Link to="…" />}`. */
  render?: ReactElement;
}

/** One action of a Menu or ContextMenu. */
export function MenuItem({ children, icon, description, shortcut, danger, disabled, onSelect, render }: MenuItemProps) {
  return (
    <Base.Item
      className={classNames(menuRow, danger && "text-danger-ink data-[highlighted]:bg-danger-soft")}
      disabled={disabled}
      onClick={onSelect}
      render={render}
    >
      <RowIcon danger={danger}>{icon}</RowIcon>
      <RowText description={description}>{children}</RowText>
      {shortcut ? <kbd className="ml-4 font-sans text-ink-3 text-xs no-keyboard:hidden">{shortcut}</kbd> : null}
    </Base.Item>
  );
}

export interface MenuCheckItemProps {
  children: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** An item that switches something on and off; the menu stays open. */
export function MenuCheckItem({ children, checked, onCheckedChange, disabled }: MenuCheckItemProps) {
  return (
    <Base.CheckboxItem
      checked={checked}
      className={menuRow}
      closeOnClick={false}
      disabled={disabled}
      onCheckedChange={onCheckedChange}
    >
      <span className="grid size-4 place-items-center">
        {checked ? <Check className="size-4 text-accent-text" /> : null}
      </span>
      <span className="flex-1">{children}</span>
    </Base.CheckboxItem>
  );
}

export interface MenuChoiceProps<Value extends string> {
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode; icon?: ReactNode; disabled?: boolean }[];
}

/** One of several, inside a menu: sort order, presence. */
export function MenuChoice<Value extends string>({ value, onValueChange, options }: MenuChoiceProps<Value>) {
  return (
    <Base.RadioGroup onValueChange={onValueChange} value={value}>
      {options.map((option) => (
        <Base.RadioItem
          className={menuRow}
          closeOnClick
          disabled={option.disabled}
          key={option.value}
          value={option.value}
        >
          <RowIcon>{option.icon}</RowIcon>
          <span className="flex-1">{option.label}</span>
          {option.value === value ? <Check className="size-4 text-accent-text" /> : null}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

/** A menu that opens from an item of another one. */
export function Submenu({ label, icon, children }: { label: ReactNode; icon?: ReactNode; children: ReactNode }) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className={classNames(menuRow, "data-[popup-open]:bg-surface-2")}>
        <RowIcon>{icon}</RowIcon>
        <span className="flex-1">{label}</span>
        <ChevronRight className="size-4 text-ink-3" />
      </Base.SubmenuTrigger>
      <Base.Portal>
        <Base.Positioner alignOffset={-5} className="z-50 outline-none" collisionPadding={8} sideOffset={2}>
          <MenuSurface>{children}</MenuSurface>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  );
}

/** Items that belong together, under a heading. */
export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 font-medium text-ink-3 text-xs">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

/** A hairline between items. */
export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}

function RowIcon({ children, danger }: { children: ReactNode; danger?: boolean }) {
  if (!children) return null;
  return (
    <span className={classNames("grid size-4 shrink-0 place-items-center [&_svg]:size-4", !danger && "text-ink-2")}>
      {children}
    </span>
  );
}

function RowText({ children, description }: { children: ReactNode; description?: ReactNode }) {
  if (!description) return <span className="min-w-0 flex-1 truncate">{children}</span>;
  return (
    <span className="min-w-0 flex-1">
      <span className="block truncate">{children}</span>
      <span className="block text-ink-2 text-sm">{description}</span>
    </span>
  );
}
