import { NumberField as Base } from "@base-ui/react/number-field";
import { Minus, Plus } from "lucide-react";
import { classNames } from "../class-names.ts";

export interface NumberFieldProps {
  /** `null` is empty. */
  value: number | null;
  onValueChange: (value: number | null) => void;
  decreaseLabel: string;
  increaseLabel: string;
  min?: number;
  max?: number;
  step?: number;
  /** How the figure is written: decimals, percent, currency. */
  format?: Intl.NumberFormatOptions;
  /** BCP 47 tag for the writing of figures; without it the browser's. */
  locale?: string;
  /** Said after the figure: "times", "s". */
  unit?: string;
  disabled?: boolean;
  "aria-label"?: string;
  className?: string;
}

const stepButton =
  "grid w-8 shrink-0 place-items-center self-stretch text-ink-2 hover:bg-surface-2 disabled:text-ink-3 disabled:opacity-60 pointer-coarse:w-11";

/** A number with a stepper: type, press, or use the arrow keys (Shift for ten steps). Out of range is pulled back on leaving. */
export function NumberField({ decreaseLabel, increaseLabel, unit, locale, className, ...props }: NumberFieldProps) {
  const { "aria-label": ariaLabel, ...root } = props;
  return (
    <Base.Root {...root} className={classNames("w-full min-w-28", className)} locale={locale}>
      <Base.Group className="flex h-8 items-center overflow-hidden rounded-sm border border-edge bg-surface transition-[border-color,box-shadow] focus-within:border-accent focus-within:shadow-[0_0_0_3px_color-mix(in_oklab,var(--accent)_16%,transparent)] data-[disabled]:bg-surface-2 data-[invalid]:border-danger pointer-coarse:h-11">
        <Base.Decrement aria-label={decreaseLabel} className={classNames(stepButton, "border-line border-r")}>
          <Minus aria-hidden className="size-3.5" />
        </Base.Decrement>
        <span className="flex min-w-0 flex-1 items-center justify-center gap-1 px-1">
          <Base.Input
            aria-label={ariaLabel}
            className={classNames(
              "num h-full min-w-4 bg-transparent text-center outline-none pointer-coarse:text-[16px]",
              unit ? "field-sizing-content" : "w-full",
            )}
            size={unit ? 2 : undefined}
          />
          {unit ? <span className="truncate">{unit}</span> : null}
        </span>
        <Base.Increment aria-label={increaseLabel} className={classNames(stepButton, "border-line border-l")}>
          <Plus aria-hidden className="size-3.5" />
        </Base.Increment>
      </Base.Group>
    </Base.Root>
  );
}
