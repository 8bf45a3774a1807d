import { Input as BaseInput } from "@base-ui/react/input";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { bareInput, fieldBox } from "../look.ts";

export interface TextFieldProps extends Omit<BaseInput.Props, "className" | "size"> {
  /** Before the text. */
  icon?: ReactNode;
  /** After the text: a unit, a counter, a small button. */
  trailing?: ReactNode;
  /** Of the box. */
  className?: string;
  inputClassName?: string;
}

/** A line of text. Put it in a Field, or give it an `aria-label`. `ref` is the input. */
export function TextField({ icon, trailing, className, inputClassName, ...props }: TextFieldProps) {
  return (
    <div className={classNames(fieldBox, "px-2.5 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-2", className)}>
      {icon}
      <BaseInput autoComplete="off" {...props} className={classNames(bareInput, inputClassName)} />
      {trailing}
    </div>
  );
}
