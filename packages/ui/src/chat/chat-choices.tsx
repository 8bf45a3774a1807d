import { Check } from "lucide-react";
import { classNames } from "../class-names.ts";

export interface ChatChoice {
  id: string;
  label: string;
  /** The one that was chosen. */
  chosen?: boolean;
  disabled?: boolean;
}

export interface ChatChoicesProps {
  choices: readonly ChatChoice[];
  /** Without it they are only shown. */
  onChoose?: (id: string) => void;
  /** `inline`: small, inside a bubble of the thread. `stack`: full-width buttons of the customer's phone. */
  look?: "inline" | "stack";
  /** Names the group. */
  label: string;
  className?: string;
}

/** The answers a message offers. */
export function ChatChoices({ choices, onChoose, look = "inline", label, className }: ChatChoicesProps) {
  const stack = look === "stack";
  return (
    <ul
      aria-label={label}
      className={classNames(stack ? "grid w-52 max-w-full gap-[3px]" : "mt-1.5 mb-0.5 flex flex-wrap gap-1", className)}
    >
      {choices.map((choice) => {
        const chip = classNames(
          "flex items-center gap-1 font-medium [&_svg]:size-3.5",
          stack
            ? "min-h-7 w-full justify-center rounded-md px-2 py-1 text-center text-accent-text text-sm"
            : "h-6 rounded-sm px-2 text-sm",
          stack &&
            (choice.chosen
              ? "bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]"
              : "bg-bubble-in shadow-1 dark:bg-surface-2"),
          !stack &&
            (choice.chosen ? "bg-surface text-ink shadow-[0_0_0_1px_var(--line-strong)]" : "bg-surface/60 text-ink-2"),
        );
        const content = (
          <>
            {choice.chosen && !stack ? <Check aria-hidden /> : null}
            {choice.label}
          </>
        );
        return (
          <li key={choice.id}>
            {onChoose ? (
              <button
                aria-pressed={choice.chosen ?? false}
                className={classNames(
                  chip,
                  "transition-colors hover:brightness-97 disabled:opacity-60 pointer-coarse:min-h-11",
                )}
                disabled={choice.disabled}
                onClick={() => onChoose(choice.id)}
                type="button"
              >
                {content}
              </button>
            ) : (
              <span className={chip}>{content}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
