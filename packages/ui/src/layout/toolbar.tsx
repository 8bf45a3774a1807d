import { Toolbar as Base } from "@base-ui/react/toolbar";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface ToolbarProps {
  "aria-label": string;
  children: ReactNode;
  /** Floats over a canvas, with frame and shadow. */
  floating?: boolean;
  className?: string;
}

/** A row of tools with one tab stop; arrow keys move inside. Children: ToolbarItem, Divider. */
export function Toolbar({ children, floating, className, ...props }: ToolbarProps) {
  return (
    <Base.Root
      aria-label={props["aria-label"]}
      className={classNames(
        "inline-flex items-center gap-0.5",
        floating && "rounded-lg border border-line bg-surface p-[3px] shadow-2",
        className,
      )}
    >
      {children}
    </Base.Root>
  );
}

/** Puts a Button or IconButton into the toolbar's arrow-key order. */
export function ToolbarItem({ children }: { children: ReactElement }) {
  return <Base.Button render={children} />;
}
