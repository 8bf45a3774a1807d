import { classNames } from "../class-names.ts";

export interface CountBadgeProps {
  count: number;
  /** Above it "99+" is written. */
  max?: number;
  tone?: "accent" | "danger" | "muted";
  /** `sm` sits on the corner of an icon. */
  size?: "sm" | "md";
  /** What is counted, for screen readers: "3 unread". Without it the figure is read as it stands. */
  label?: string;
  className?: string;
}

const tones = {
  accent: "bg-accent text-accent-ink",
  danger: "bg-danger-solid text-danger-solid-ink",
  muted: "bg-ink-2 text-surface",
};

const sizes = {
  sm: "h-[15px] min-w-[15px] px-1 text-[10px] leading-[15px]",
  md: "h-[18px] min-w-[18px] px-[5px] text-[11px] leading-[18px]",
};

/** A count in a pill; nothing when it is zero. */
export function CountBadge({ count, max = 99, tone = "accent", size = "md", label, className }: CountBadgeProps) {
  if (count <= 0) return null;
  return (
    <span
      className={classNames(
        "num inline-block shrink-0 rounded-full text-center font-bold",
        sizes[size],
        tones[tone],
        className,
      )}
    >
      <span aria-hidden={label ? true : undefined}>{count > max ? `${max}+` : count}</span>
      {label ? <span className="sr-only">{label}</span> : null}
    </span>
  );
}
