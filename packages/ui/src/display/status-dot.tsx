import { classNames } from "../class-names.ts";

export type StatusTone = "success" | "warning" | "danger" | "accent" | "neutral" | "off";

export interface StatusDotProps {
  tone: StatusTone;
  /** Says the state where no words stand beside the dot. */
  label?: string;
  /** A ring instead of a filled dot: a draft, something not yet there. */
  ring?: boolean;
  className?: string;
}

const colors: Record<StatusTone, string> = {
  success: "text-success",
  warning: "text-warning",
  danger: "text-danger",
  accent: "text-accent",
  neutral: "text-ink-3",
  off: "text-ink-3",
};

/** Presence, connection or publication at a glance. */
export function StatusDot({ tone, label, ring = tone === "off", className }: StatusDotProps) {
  return (
    <span
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
      className={classNames(
        "inline-block size-2 shrink-0 rounded-full",
        ring ? "border-[1.5px] border-current" : "bg-current",
        colors[tone],
        className,
      )}
    />
  );
}
