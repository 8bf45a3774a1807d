import { Combobox as Base } from "@base-ui/react/combobox";
import { X } from "lucide-react";
import { useRef, useState } from "react";
import { classNames } from "../class-names.ts";
import { bareInput, fieldBox } from "../look.ts";
import type { Choice } from "./choice.ts";
import { ComboboxList, CREATE, withCreation } from "./combobox-list.tsx";

export interface MultiComboboxProps {
  options: readonly Choice[];
  values: readonly string[];
  onValuesChange: (values: string[]) => void;
  emptyText: string;
  /** Name of the button that takes one away: `(label) => "Remove " + label`. */
  removeLabel: (label: string) => string;
  placeholder?: string;
  /** Makes it creatable: told the text when the person picks the "create" row. */
  onCreate?: (text: string) => void;
  createLabel?: (text: string) => string;
  onSearch?: (text: string) => void;
  loadingText?: string;
  disabled?: boolean;
  "aria-label"?: string;
  className?: string;
}

/** Several of a long list, each a chip; Backspace in the empty box takes the last one away. */
export function MultiCombobox({
  options,
  values,
  onValuesChange,
  emptyText,
  removeLabel,
  ...props
}: MultiComboboxProps) {
  const { placeholder, onCreate, createLabel, onSearch, loadingText, disabled, className } = props;
  const box = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState("");
  const chosen = values.map((value) => options.find((choice) => choice.value === value) ?? { value, label: value });
  return (
    <Base.Root
      autoHighlight
      disabled={disabled}
      filter={onSearch ? null : undefined}
      isItemEqualToValue={(a, b) => a.value === b.value}
      items={withCreation(options, typed, onCreate && createLabel)}
      multiple
      onInputValueChange={(text, details) => {
        setTyped(text);
        if (details.reason === "input-change") onSearch?.(text);
      }}
      onValueChange={(choices: Choice[]) => {
        const created = choices.find((choice) => choice.value === CREATE);
        if (created) onCreate?.(created.label);
        else onValuesChange(choices.map((choice) => choice.value));
      }}
      value={chosen}
    >
      <Base.Chips className={classNames(fieldBox, "flex-wrap gap-1! px-1 py-0.5", className)} ref={box}>
        {chosen.map((choice) => (
          <Base.Chip
            aria-label={choice.label}
            className="flex h-6 max-w-full items-center gap-1 rounded-sm bg-surface-2 pr-0.5 pl-2 font-medium text-sm outline-none data-[highlighted]:bg-accent-soft focus-visible:bg-accent-soft"
            key={choice.value}
          >
            <span className="truncate">{choice.label}</span>
            <Base.ChipRemove
              aria-label={removeLabel(choice.label)}
              className="touch-target grid size-5 place-items-center rounded-sm text-ink-2 hover:bg-line hover:text-ink"
            >
              <X aria-hidden className="size-3" />
            </Base.ChipRemove>
          </Base.Chip>
        ))}
        <Base.Input
          aria-label={props["aria-label"]}
          className={classNames(bareInput, "h-6 min-w-16 px-1.5")}
          placeholder={chosen.length ? undefined : placeholder}
        />
      </Base.Chips>
      <ComboboxList anchor={box} emptyText={emptyText} loadingText={loadingText} />
    </Base.Root>
  );
}
