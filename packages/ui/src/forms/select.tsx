import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { classNames } from "../class-names.ts";
import { fieldTrigger, menuRow, popup } from "../look.ts";
import type { Choice, ChoiceGroup } from "./choice.ts";

export interface SelectProps<Value extends string> {
  options: readonly (Choice<Value> | ChoiceGroup<Value>)[];
  /** `null`: nothing chosen yet, the placeholder shows. */
  value: Value | null;
  onValueChange: (value: Value) => void;
  placeholder?: string;
  disabled?: boolean;
  /** Outside a Field. */
  "aria-label"?: string;
  name?: string;
  /** How the chosen entry looks in the closed box; otherwise icon and label. */
  renderValue?: (choice: Choice<Value>) => ReactNode;
  ref?: Ref<HTMLButtonElement>;
  className?: string;
}

/** One of a short list. Above ten entries take Combobox, where one can type. */
export function Select<Value extends string>({
  options,
  value,
  onValueChange,
  placeholder,
  ...props
}: SelectProps<Value>) {
  const all = options.flatMap((entry) => ("options" in entry ? entry.options : [entry]));
  const chosen = all.find((choice) => choice.value === value);
  const { disabled, name, renderValue, ref, className } = props;
  return (
    <Base.Root
      disabled={disabled}
      name={name}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next);
      }}
      value={value}
    >
      <Base.Trigger aria-label={props["aria-label"]} className={classNames(fieldTrigger, className)} ref={ref}>
        <span className="flex min-w-0 flex-1 items-center gap-2 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-2">
          <Base.Value className="flex min-w-0 items-center gap-2">
            {chosen ? (
              (renderValue?.(chosen) ?? (
                <>
                  {chosen.icon}
                  <span className="truncate">{chosen.label}</span>
                </>
              ))
            ) : (
              <span className="truncate text-ink-3">{placeholder}</span>
            )}
          </Base.Value>
        </span>
        <ChevronDown aria-hidden className="size-3.5 shrink-0 text-ink-2" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner alignItemWithTrigger={false} className="z-50 outline-none" collisionPadding={8} sideOffset={4}>
          <Base.Popup
            className={classNames(
              popup,
              "max-h-[min(360px,var(--available-height))] min-w-[var(--anchor-width)] max-w-96 overflow-y-auto p-1",
            )}
          >
            <Base.List>
              {options.map((entry) =>
                "options" in entry ? (
                  <Base.Group key={entry.label}>
                    <Base.GroupLabel className="px-2 pt-1.5 pb-1 font-medium text-ink-3 text-xs">
                      {entry.label}
                    </Base.GroupLabel>
                    {entry.options.map((choice) => (
                      <SelectRow choice={choice} key={choice.value} />
                    ))}
                  </Base.Group>
                ) : (
                  <SelectRow choice={entry} key={entry.value} />
                ),
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function SelectRow({ choice }: { choice: Choice }) {
  return (
    <Base.Item className={menuRow} disabled={choice.disabled} label={choice.label} value={choice.value}>
      {choice.icon ? (
        <span className="grid size-4 shrink-0 place-items-center text-ink-2 [&_svg]:size-4">{choice.icon}</span>
      ) : null}
      <span className="min-w-0 flex-1">
        <Base.ItemText className="block truncate">{choice.label}</Base.ItemText>
        {choice.description ? <span className="block text-ink-2 text-sm">{choice.description}</span> : null}
      </span>
      <Base.ItemIndicator>
        <Check aria-hidden className="size-4 text-accent-text" />
      </Base.ItemIndicator>
    </Base.Item>
  );
}
