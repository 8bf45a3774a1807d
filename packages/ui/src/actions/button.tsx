import { Button as BaseButton } from "@base-ui/react/button";
import type { ReactNode } from "react";
import { type ButtonLook, buttonLook } from "./button-look.ts";
import { Spinner } from "./spinner.tsx";

export interface ButtonProps extends Omit<BaseButton.Props, "className">, ButtonLook {
  /** Before the text. */
  icon?: ReactNode;
  /** After the text: a caret, a shortcut. */
  trailing?: ReactNode;
  /** Shows the busy mark and ignores presses; the button keeps its focus and its width. */
  loading?: boolean;
}

/** A button with text. `type` is "button" unless said otherwise. */
export function Button({ variant, size, block, className, icon, trailing, loading, children, ...props }: ButtonProps) {
  return (
    <BaseButton
      {...props}
      aria-busy={loading || undefined}
      className={buttonLook({ variant, size, block, className })}
      disabled={props.disabled || loading}
      focusableWhenDisabled={loading || props.focusableWhenDisabled}
    >
      {loading ? <Spinner /> : icon}
      {children}
      {trailing}
    </BaseButton>
  );
}
