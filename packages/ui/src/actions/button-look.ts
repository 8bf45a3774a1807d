import { classNames } from "../class-names.ts";

export type ButtonVariant = "primary" | "secondary" | "soft" | "ghost" | "danger" | "danger-soft" | "success";
export type ButtonSize = "sm" | "md" | "lg";

const base =
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-sm border font-medium whitespace-nowrap select-none transition-colors " +
  "pointer-coarse:min-h-11 disabled:cursor-not-allowed disabled:opacity-50 data-[disabled]:cursor-not-allowed data-[disabled]:opacity-50 " +
  "[&_svg]:size-3.5 [&_svg]:shrink-0";

const variants: Record<ButtonVariant, string> = {
  primary: "border-accent bg-accent text-accent-ink hover:bg-accent/90",
  secondary: "border-line-strong bg-surface text-ink hover:bg-surface-2 data-[popup-open]:bg-surface-2",
  soft: "border-accent/40 bg-accent-soft text-accent-text hover:border-accent/70",
  ghost: "border-transparent text-ink-2 hover:bg-surface-2 hover:text-ink data-[popup-open]:bg-surface-2",
  danger: "border-danger-solid bg-danger-solid text-danger-solid-ink hover:bg-danger-solid/90",
  "danger-soft": "border-transparent bg-danger-soft text-danger-ink hover:border-danger-ink/40",
  success: "border-success-solid bg-success-solid text-success-solid-ink hover:bg-success-solid/90",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-7 px-2 text-sm",
  md: "h-8 px-3 text-base",
  lg: "h-10 px-4 text-base",
};

export interface ButtonLook {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Fills the width of its container. */
  block?: boolean;
  className?: string;
}

/** Classes of a button, for a link that must look like one: `<Link className={buttonLook({ variant: "primary" })}>`. */
export function buttonLook({ variant = "secondary", size = "md", block, className }: ButtonLook = {}): string {
  return classNames(base, variants[variant], sizes[size], block && "w-full", className);
}
