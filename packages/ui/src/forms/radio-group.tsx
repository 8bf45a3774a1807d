import { Radio } from "@base-ui/react/radio";
import { RadioGroup as Base } from "@base-ui/react/radio-group";
import { type ReactNode, useId } from "react";
import { classNames } from "../class-names.ts";

export interface RadioGroupProps<Value extends string> {
  value: Value | null;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode; description?: ReactNode; icon?: ReactNode; disabled?: boolean }[];
  /** `cards` gives each option a box: for choices worth a second line. */
  look?: "plain" | "cards";
  disabled?: boolean;
  "aria-label"?: string;
  "aria-labelledby"?: string;
  className?: string;
}

/** One of a few, all visible. */
export function RadioGroup<Value extends string>({
  options,
  look = "plain",
  className,
  ...props
}: RadioGroupProps<Value>) {
  const id = useId();
  return (
    <Base
      {...props}
      className={classNames("flex flex-col", look === "cards" ? "gap-2" : "gap-1.5", className)}
      onValueChange={(value) => props.onValueChange(value as Value)}
    >
      {options.map((option) => (
        <label
          className={classNames(
            "flex items-start gap-2 pointer-coarse:min-h-11",
            look === "cards" &&
              "rounded-md border border-line-strong p-3 transition-colors hover:bg-surface-2 has-data-[checked]:border-accent has-data-[checked]:bg-accent-soft",
          )}
          htmlFor={`${id}-${option.value}`}
          key={option.value}
        >
          <span className="flex h-5 items-center">
            <Radio.Root
              className="touch-target grid size-4 shrink-0 place-items-center rounded-full border border-edge bg-surface transition-colors data-[checked]:border-accent data-[checked]:bg-accent data-[disabled]:opacity-50"
              disabled={option.disabled}
              id={`${id}-${option.value}`}
              value={option.value}
            >
              <Radio.Indicator className="size-1.5 rounded-full bg-accent-ink" />
            </Radio.Root>
          </span>
          {option.icon ? <span className="flex h-5 items-center text-ink-2 [&_svg]:size-4">{option.icon}</span> : null}
          <span className="min-w-0">
            <span className={look === "cards" ? "font-medium" : undefined}>{option.label}</span>
            {option.description ? <span className="block text-ink-2 text-sm">{option.description}</span> : null}
          </span>
        </label>
      ))}
    </Base>
  );
}
