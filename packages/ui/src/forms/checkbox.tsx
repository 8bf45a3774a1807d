import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import { type ReactNode, useId } from "react";
import { classNames } from "../class-names.ts";

export interface CheckboxProps extends Omit<Base.Root.Props, "className" | "children"> {
  /** Text beside the box; without it give an `aria-label`. */
  label?: ReactNode;
  description?: ReactNode;
  className?: string;
}

/** A box to tick. `indeterminate` is the box of a list that is partly selected. */
export function Checkbox({ label, description, className, ...props }: CheckboxProps) {
  const ownId = useId();
  const id = props.id ?? ownId;
  const box = (
    <Base.Root
      {...props}
      id={id}
      className={classNames(
        "touch-target grid size-4 shrink-0 place-items-center rounded-[4px] border border-edge bg-surface text-accent-ink transition-colors",
        "data-[checked]:border-accent data-[checked]:bg-accent data-[indeterminate]:border-accent data-[indeterminate]:bg-accent data-[invalid]:border-danger data-[disabled]:opacity-50",
        !label && className,
      )}
    >
      <Base.Indicator className="grid place-items-center">
        {props.indeterminate ? (
          <Minus className="size-3" strokeWidth={3} />
        ) : (
          <Check className="size-3" strokeWidth={3} />
        )}
      </Base.Indicator>
    </Base.Root>
  );
  if (!label) return box;
  return (
    <label htmlFor={id} className={classNames("flex items-start gap-2 pointer-coarse:min-h-11", className)}>
      <span className="flex h-5 items-center">{box}</span>
      <span className="min-w-0">
        {label}
        {description ? <span className="block text-ink-2 text-sm">{description}</span> : null}
      </span>
    </label>
  );
}
