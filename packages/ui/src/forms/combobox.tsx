import { Combobox as Base } from "@base-ui/react/combobox";
import { ChevronDown, X } from "lucide-react";
import { useRef, useState } from "react";
import { classNames } from "../class-names.ts";
import { bareInput, fieldBox } from "../look.ts";
import type { Choice } from "./choice.ts";
import { ComboboxList, CREATE, withCreation } from "./combobox-list.tsx";

export interface ComboboxProps {
  options: readonly Choice[];
  value: string | null;
  /** The value of the chosen entry; `null` when it was cleared. */
  onValueChange: (value: string | null) => void;
  emptyText: string;
  clearLabel: string;
  openLabel: string;
  placeholder?: string;
  /** Makes it creatable: told the text, once, when the person picks the "create" row. */
  onCreate?: (text: string) => void;
  /** Words of that row: `(text) => "Create “text”"`. */
  createLabel?: (text: string) => string;
  /** For lists that the server searches: told what is typed; `options` are then shown unfiltered. */
  onSearch?: (text: string) => void;
  loadingText?: string;
  disabled?: boolean;
  "aria-label"?: string;
  className?: string;
}

/** One of a long list: type to narrow it down. */
export function Combobox({ options, value, onValueChange, emptyText, placeholder, ...props }: ComboboxProps) {
  const { clearLabel, openLabel, onCreate, createLabel, onSearch, loadingText, disabled, className } = props;
  const box = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState("");
  const chosen = options.find((choice) => choice.value === value) ?? null;
  return (
    <Base.Root
      autoHighlight
      disabled={disabled}
      filter={onSearch ? null : undefined}
      isItemEqualToValue={(a, b) => a?.value === b?.value}
      items={withCreation(options, typed === chosen?.label ? "" : typed, onCreate && createLabel)}
      onInputValueChange={(text, details) => {
        setTyped(text);
        if (details.reason === "input-change") onSearch?.(text);
      }}
      onValueChange={(choice: Choice | null) => {
        if (choice?.value === CREATE) onCreate?.(choice.label);
        else onValueChange(choice?.value ?? null);
      }}
      value={chosen}
    >
      <div className={classNames(fieldBox, "pr-1.5 pl-2.5", className)} ref={box}>
        {chosen?.icon ? <span className="shrink-0 text-ink-2 [&_svg]:size-4">{chosen.icon}</span> : null}
        <Base.Input aria-label={props["aria-label"]} className={bareInput} placeholder={placeholder} />
        <Base.Clear aria-label={clearLabel} className="touch-target rounded-sm p-0.5 text-ink-2 hover:text-ink">
          <X aria-hidden className="size-3.5" />
        </Base.Clear>
        <Base.Trigger aria-label={openLabel} className="touch-target rounded-sm p-0.5 text-ink-2 hover:text-ink">
          <ChevronDown aria-hidden className="size-3.5" />
        </Base.Trigger>
      </div>
      <ComboboxList anchor={box} emptyText={emptyText} loadingText={loadingText} />
    </Base.Root>
  );
}
