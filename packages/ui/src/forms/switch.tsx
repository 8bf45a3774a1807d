import { Switch as Base } from "@base-ui/react/switch";
import { classNames } from "../class-names.ts";

export interface SwitchProps extends Omit<Base.Root.Props, "className" | "children"> {
  className?: string;
}

/** On or off, at once. Put it in a Field with `inline`, or give it an `aria-label`. */
export function Switch({ className, ...props }: SwitchProps) {
  return (
    <Base.Root
      {...props}
      className={classNames(
        "touch-target flex h-[18px] w-[30px] shrink-0 items-center rounded-full border border-edge bg-surface-2 p-px transition-colors",
        "data-[checked]:border-accent data-[checked]:bg-accent data-[disabled]:opacity-50",
        className,
      )}
    >
      <Base.Thumb className="size-3.5 rounded-full bg-ink-2 transition-[translate,background-color] data-[checked]:translate-x-3 data-[checked]:bg-accent-ink" />
    </Base.Root>
  );
}
