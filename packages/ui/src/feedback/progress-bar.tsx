import { Progress as Base } from "@base-ui/react/progress";
import { classNames } from "../class-names.ts";

export interface ProgressBarProps {
  /** 0 to 100; `null` while nobody knows. */
  value: number | null;
  /** What is going on. */
  label: string;
  /** Shows the words and the figure above the bar. */
  showLabel?: boolean;
  /** The figure in words, such as "1 240 of 3 000"; otherwise the percentage. */
  valueText?: string;
  tone?: "accent" | "success" | "warning" | "danger";
  className?: string;
}

const tones = { accent: "bg-accent", success: "bg-success", warning: "bg-warning", danger: "bg-danger" };

/** How far something is, for anything over a second. */
export function ProgressBar({ value, label, showLabel, valueText, tone = "accent", className }: ProgressBarProps) {
  return (
    <Base.Root
      aria-label={showLabel ? undefined : label}
      className={classNames("w-full", className)}
      getAriaValueText={valueText ? () => valueText : undefined}
      value={value}
    >
      {showLabel ? (
        <div className="mb-1.5 flex justify-between gap-3 text-sm">
          <Base.Label className="text-ink-2">{label}</Base.Label>
          <Base.Value className="num text-ink">{(formatted) => valueText ?? formatted}</Base.Value>
        </div>
      ) : null}
      <Base.Track className="h-1 overflow-hidden rounded-full bg-line">
        <Base.Indicator
          className={classNames(
            "h-full rounded-full transition-[width]",
            tones[tone],
            value === null && "w-2/5 animate-slide",
          )}
        />
      </Base.Track>
    </Base.Root>
  );
}
