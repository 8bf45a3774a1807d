import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { hueOf, softHue } from "./hue.ts";

export type BadgeTone = "neutral" | "accent" | "info" | "success" | "warning" | "danger";

export interface BadgeProps {
  children: ReactNode;
  tone?: BadgeTone;
  /** A label's own colour, taken from its id or name; wins over `tone`. */
  hueKey?: string;
  icon?: ReactNode;
  className?: string;
}

const tones: Record<BadgeTone, string> = {
  neutral: "bg-surface-2 text-ink-2",
  accent: "bg-accent-soft text-accent-text",
  info: "bg-info-soft text-info-ink",
  success: "bg-success-soft text-success-ink",
  warning: "bg-warning-soft text-warning-ink",
  danger: "bg-danger-soft text-danger-ink",
};

/** A short state or label. Colour is never alone: the words say it. */
export function Badge({ children, tone = "neutral", hueKey, icon, className }: BadgeProps) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 max-w-full shrink-0 items-center gap-1 rounded-[5px] px-1.5 font-medium text-xs whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0",
        hueKey === undefined && tones[tone],
        className,
      )}
      style={hueKey === undefined ? undefined : softHue(hueOf(hueKey))}
    >
      {icon}
      <span className="num truncate">{children}</span>
    </span>
  );
}
