import { classNames } from "../class-names.ts";

export interface KeypadProps {
  onPress: (key: string) => void;
  /** Names the group. */
  label: string;
  /** The key that was just pressed, lit. */
  active?: string;
  disabled?: boolean;
  className?: string;
}

const keys = [
  ["1", ""],
  ["2", "ABC"],
  ["3", "DEF"],
  ["4", "GHI"],
  ["5", "JKL"],
  ["6", "MNO"],
  ["7", "PQRS"],
  ["8", "TUV"],
  ["9", "WXYZ"],
  ["*", ""],
  ["0", "+"],
  ["#", ""],
] as const;

/** The twelve keys of a telephone. */
export function Keypad({ onPress, label, active, disabled, className }: KeypadProps) {
  return (
    <fieldset className={classNames("grid grid-cols-3 gap-1.5", className)} disabled={disabled}>
      <legend className="sr-only">{label}</legend>
      {keys.map(([key, letters]) => (
        <button
          className={classNames(
            "h-[42px] rounded-md font-medium text-[17px] leading-[18px] transition-colors disabled:opacity-50 pointer-coarse:h-12",
            key === active
              ? "bg-accent-soft text-accent-text shadow-[inset_0_0_0_1.5px_var(--accent)]"
              : "bg-surface-2 hover:bg-line active:bg-accent-soft",
          )}
          key={key}
          onClick={() => onPress(key)}
          type="button"
        >
          {key}{" "}
          {letters ? (
            <span className="block font-medium text-[10.5px] text-ink-2 leading-[11px] tracking-[0.07em]">
              {letters}
            </span>
          ) : null}
        </button>
      ))}
    </fieldset>
  );
}
