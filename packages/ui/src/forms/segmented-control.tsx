import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface SegmentedControlProps<Value extends string> {
  value: Value;
  onValueChange: (value: Value) => void;
  /** `label` is the accessible name when `icon` stands alone (`iconOnly`). */
  options: readonly { value: Value; label: string; icon?: ReactNode; disabled?: boolean }[];
  /** Names the group. */
  "aria-label": string;
  iconOnly?: boolean;
  className?: string;
}

/** One of two to five views of the same thing. One is always chosen. */
export function SegmentedControl<Value extends string>({
  value,
  onValueChange,
  options,
  iconOnly,
  ...props
}: SegmentedControlProps<Value>) {
  return (
    <ToggleGroup<Value>
      aria-label={props["aria-label"]}
      className={classNames("inline-flex shrink-0 rounded-md bg-surface-2 p-0.5", props.className)}
      onValueChange={([next]) => {
        if (next !== undefined) onValueChange(next);
      }}
      value={[value]}
    >
      {options.map((option) => (
        <Toggle
          aria-label={iconOnly ? option.label : undefined}
          className="flex h-6 items-center gap-1.5 rounded-sm px-2.5 font-medium text-ink-2 text-sm transition-colors hover:text-ink data-[pressed]:bg-raised data-[pressed]:text-ink data-[pressed]:shadow-1 disabled:opacity-50 touch-target pointer-coarse:h-10 [&_svg]:size-3.5"
          disabled={option.disabled}
          key={option.value}
          value={option.value}
        >
          {option.icon}
          {iconOnly ? null : option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
