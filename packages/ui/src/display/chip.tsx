import { ChevronDown, X } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface ChipProps extends Omit<ComponentProps<"button">, "className"> {
  icon?: ReactNode;
  /** Chosen: a filter that is on. */
  selected?: boolean;
  /** Shows a caret: it opens a menu. */
  caret?: boolean;
  /** Shows a cross; needs `removeLabel`. */
  onRemove?: () => void;
  removeLabel?: string;
  className?: string;
}

/** A filter or a chosen value in a pill. It is a button (also a Menu's trigger); the cross is a button of its own. */
export function Chip({ icon, selected, caret, onRemove, removeLabel, className, children, ...props }: ChipProps) {
  const isToggle = selected !== undefined && !props["aria-haspopup"] && !onRemove;
  return (
    <span
      className={classNames(
        "inline-flex h-6 max-w-full shrink-0 items-center rounded-full border font-medium text-xs whitespace-nowrap transition-colors pointer-coarse:h-9 pointer-coarse:text-sm",
        selected
          ? "border-transparent bg-accent-soft text-accent-text"
          : "border-line-strong bg-surface text-ink-2 hover:bg-surface-2",
        className,
      )}
    >
      <button
        aria-pressed={isToggle ? selected : undefined}
        type="button"
        {...props}
        className={classNames(
          "touch-target flex h-full min-w-0 items-center gap-1 rounded-full pl-2 [&_svg]:size-3 [&_svg]:shrink-0",
          onRemove ? "pr-0.5" : "pr-2",
        )}
      >
        {icon}
        <span className="truncate">{children}</span>
        {caret ? <ChevronDown aria-hidden className="-mr-0.5 opacity-80" /> : null}
      </button>
      {onRemove ? (
        <button
          aria-label={removeLabel}
          className="touch-target mr-0.5 grid size-5 place-items-center rounded-full hover:bg-ink/10"
          onClick={onRemove}
          type="button"
        >
          <X aria-hidden className="size-3" />
        </button>
      ) : null}
    </span>
  );
}

/** A variable by its name, `{{name}}`: always a violet chip. With `onClick` it is a button. */
export function VariableChip({ name, onClick, className }: { name: string; onClick?: () => void; className?: string }) {
  const look = classNames(
    "rounded-[5px] box-decoration-clone bg-variable-soft px-[3px] py-px font-medium text-[0.94em] text-variable-ink wrap-anywhere",
    className,
  );
  const text = `{{${name}}}`;
  if (!onClick) return <span className={look}>{text}</span>;
  return (
    <button className={classNames(look, "touch-target hover:underline")} onClick={onClick} type="button">
      {text}
    </button>
  );
}
