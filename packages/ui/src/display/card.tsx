import type { ComponentProps } from "react";
import { classNames } from "../class-names.ts";

export interface CardProps extends ComponentProps<"div"> {
  /** Inner margin; `none` for tables and lists that run to the edge. */
  padding?: "none" | "sm" | "md";
}

const paddings = { none: "overflow-hidden", sm: "p-3", md: "p-4" };

/** A surface with a hairline. It has no shadow: only what floats has one. */
export function Card({ padding = "md", className, ...props }: CardProps) {
  return (
    <div {...props} className={classNames("rounded-lg border border-line bg-surface", paddings[padding], className)} />
  );
}
