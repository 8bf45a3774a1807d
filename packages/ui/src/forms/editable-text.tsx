import { type KeyboardEvent, useState } from "react";
import { classNames } from "../class-names.ts";

export interface EditableTextProps {
  value: string;
  /** Told the new text on Enter or on leaving; never an empty or an unchanged one. */
  onCommit: (value: string) => void;
  /** Accessible name of the input. */
  label: string;
  maxLength?: number;
  disabled?: boolean;
  className?: string;
}

/** Text that is renamed in place: Enter or leaving keeps it, Escape gives the old one back. */
export function EditableText({ value, onCommit, label, maxLength = 120, disabled, className }: EditableTextProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const settle = () => {
    const text = draft?.trim();
    setDraft(null);
    if (text && text !== value) onCommit(text);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") event.currentTarget.blur();
    if (event.key !== "Escape" || draft === null) return;
    event.stopPropagation();
    setDraft(null);
  };
  return (
    <input
      aria-label={label}
      className={classNames(
        "field-sizing-content min-w-12 -ml-1.5 max-w-full truncate rounded-sm bg-transparent px-1.5 py-0.5 font-bold text-ink text-md tracking-[-0.01em] hover:bg-surface-2 focus:bg-surface disabled:hover:bg-transparent",
        className,
      )}
      disabled={disabled}
      maxLength={maxLength}
      onBlur={settle}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      value={draft ?? value}
    />
  );
}
