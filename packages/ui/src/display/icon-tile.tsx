import type { CSSProperties, ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { type Category, categoryColor } from "./category.ts";

export interface IconTileProps {
  icon: ReactNode;
  category?: Category;
  /** Any other CSS colour, such as a channel's; `category` wins. */
  color?: string;
  size?: "sm" | "md" | "lg";
  className?: string;
}

const sizes = {
  sm: "size-[22px] rounded-sm [&_svg]:size-3.5",
  md: "size-7 rounded-[7px] [&_svg]:size-4",
  lg: "size-8 rounded-md [&_svg]:size-[18px]",
};

/** An icon on a soft square of its hue. Decorative: the words stand beside it. */
export function IconTile({ icon, category, color, size = "md", className }: IconTileProps) {
  const hue = category ? categoryColor(category) : (color ?? "var(--ink-2)");
  return (
    <span
      aria-hidden
      className={classNames(
        "grid shrink-0 place-items-center bg-[color-mix(in_oklab,var(--tile)_13%,var(--surface))] text-[var(--tile)]",
        sizes[size],
        className,
      )}
      style={{ "--tile": hue } as CSSProperties}
    >
      {icon}
    </span>
  );
}
