import { Button as BaseButton } from "@base-ui/react/button";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { Tooltip, type TooltipSide } from "../overlays/tooltip.tsx";
import { Spinner } from "./spinner.tsx";

type IconButtonVariant = "ghost" | "secondary" | "soft" | "primary" | "danger";

export interface IconButtonProps extends Omit<BaseButton.Props, "className" | "children" | "aria-label"> {
  /** What it does: the accessible name and the tooltip. */
  label: string;
  icon: ReactNode;
  variant?: IconButtonVariant;
  size?: "xs" | "sm" | "md" | "lg";
  /** A circle: send, play. */
  round?: boolean;
  /** For a button that stays down: bold, the current tool. */
  pressed?: boolean;
  loading?: boolean;
  /** A count or a dot at the corner; a count must also be said by `label`: "Notifications, 5 new". */
  badge?: ReactNode;
  /** Shown in the tooltip, such as "Ctrl Z". */
  shortcut?: string;
  tooltipSide?: TooltipSide;
  /** Off for what everybody knows, such as the cross of a dialog. */
  tooltip?: boolean;
  className?: string;
}

const variants: Record<IconButtonVariant, string> = {
  ghost: "text-ink-2 hover:bg-surface-2 hover:text-ink data-[popup-open]:bg-surface-2",
  secondary: "border border-line-strong bg-surface text-ink hover:bg-surface-2 data-[popup-open]:bg-surface-2",
  soft: "bg-accent-soft text-accent-text hover:bg-accent-soft/70",
  primary: "bg-accent text-accent-ink hover:bg-accent/90",
  danger: "text-danger-ink hover:bg-danger-soft",
};
const sizes = {
  xs: "size-6 [&>svg]:size-3.5",
  sm: "size-7 [&>svg]:size-4",
  md: "size-8 [&>svg]:size-4",
  lg: "size-10 [&>svg]:size-5",
};

/** A button that is only an icon: its label is required, and hovering or focusing it shows the label. */
export function IconButton({ label, icon, variant = "ghost", size = "md", className, ...props }: IconButtonProps) {
  const { round, pressed, loading, badge, shortcut, tooltipSide, tooltip = true, ...button } = props;
  return (
    <Tooltip disabled={!tooltip} label={label} shortcut={shortcut} side={tooltipSide}>
      <BaseButton
        {...button}
        aria-busy={loading || undefined}
        aria-label={label}
        aria-pressed={pressed}
        className={classNames(
          "touch-target grid shrink-0 place-items-center transition-colors disabled:opacity-45 data-[disabled]:cursor-not-allowed data-[disabled]:opacity-45",
          pressed ? variants.soft : variants[variant],
          sizes[size],
          round ? "rounded-full" : "rounded-sm",
          className,
        )}
        disabled={button.disabled || loading}
      >
        {loading ? <Spinner /> : icon}
        {badge ? (
          <span className="pointer-events-none absolute top-px right-0 grid rounded-full ring-2 ring-bg">{badge}</span>
        ) : null}
      </BaseButton>
    </Tooltip>
  );
}
