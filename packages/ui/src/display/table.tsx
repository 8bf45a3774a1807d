import { ArrowDown, ArrowUp } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface TableProps extends ComponentProps<"table"> {
  /** What the table holds, for screen readers. */
  label: string;
}

/** A dense table. It scrolls sideways by itself when narrow. Rows: TableRow, cells: TableHeader and TableCell. */
export function Table({ label, className, ...props }: TableProps) {
  return (
    <section
      aria-label={label}
      className="scrollbar-thin relative w-full overflow-x-auto focus-visible:-outline-offset-2"
    >
      <table {...props} aria-label={label} className={classNames("w-full border-collapse text-base", className)} />
    </section>
  );
}

export function TableHead({ className, ...props }: ComponentProps<"thead">) {
  return <thead {...props} className={classNames("sticky top-0 z-1 bg-surface-2 text-ink-2 text-sm", className)} />;
}

export interface TableHeaderProps extends Omit<ComponentProps<"th">, "onClick"> {
  /** The current order of this column; makes the header a button together with `onSort`. */
  sorted?: "ascending" | "descending" | "none";
  onSort?: () => void;
  /** Figures stand right. */
  numeric?: boolean;
}

/** A column's heading; a press sorts when `onSort` is given. */
export function TableHeader({ sorted, onSort, numeric, className, children, ...props }: TableHeaderProps) {
  const Arrow = sorted === "descending" ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      {...props}
      aria-sort={onSort ? (sorted ?? "none") : undefined}
      className={classNames("h-8 px-3 font-medium whitespace-nowrap", numeric ? "text-right" : "text-left", className)}
    >
      {onSort ? (
        <button
          className={classNames(
            "group touch-target -mx-1 inline-flex items-center gap-1 rounded-sm px-1 hover:text-ink",
            numeric && "flex-row-reverse",
          )}
          onClick={onSort}
          type="button"
        >
          {children}
          <Arrow
            aria-hidden
            className={classNames(
              "size-3 transition-opacity",
              !sorted || sorted === "none"
                ? "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60"
                : "text-accent-text",
            )}
          />
        </button>
      ) : (
        children
      )}
    </th>
  );
}

export interface TableRowProps extends ComponentProps<"tr"> {
  selected?: boolean;
  /** The row reacts to the pointer: it holds a TableRowLink. */
  interactive?: boolean;
}

export function TableRow({ selected, interactive, className, ...props }: TableRowProps) {
  return (
    <tr
      {...props}
      className={classNames(
        "relative border-line border-t first:border-t-0 in-[thead]:border-t-0",
        interactive && "hover:bg-surface-2 focus-within:bg-surface-2",
        selected && "bg-accent-soft hover:bg-accent-soft",
        className,
      )}
      data-selected={selected || undefined}
    />
  );
}

export interface TableCellProps extends ComponentProps<"td"> {
  numeric?: boolean;
}

export function TableCell({ numeric, className, ...props }: TableCellProps) {
  return (
    <td
      {...props}
      className={classNames("h-9 px-3 py-1 pointer-coarse:h-11", numeric && "num text-right", className)}
    />
  );
}

/** Wrap the row's link in it, in the first cell: the link then covers the whole row, other controls of the row stay above it with `relative z-1`. */
export function TableRowLink({ children }: { children: ReactNode }) {
  return (
    <span className="font-medium [&>a]:static [&>a]:outline-none [&>a]:after:absolute [&>a]:after:inset-0 [&>a]:after:content-[''] [&>a:focus-visible]:after:outline-2 [&>a:focus-visible]:after:-outline-offset-2 [&>a:focus-visible]:after:outline-focus">
      {children}
    </span>
  );
}
