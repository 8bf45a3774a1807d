import { CircleAlert, CircleCheck, Info, TriangleAlert, WifiOff, X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../actions/icon-button.tsx";
import { classNames } from "../class-names.ts";

export type BannerTone = "info" | "success" | "warning" | "danger" | "offline";

export interface BannerProps {
  tone: BannerTone;
  /** One plain sentence. */
  children: ReactNode;
  title?: ReactNode;
  /** One fix: a Button of size "sm" or a TextLink. */
  action?: ReactNode;
  onClose?: () => void;
  closeLabel?: string;
  /** Runs over the whole width of the page, without a frame. */
  flush?: boolean;
  className?: string;
}

const looks: Record<BannerTone, { box: string; icon: typeof Info }> = {
  info: { box: "bg-info-soft border-info/30 [&>svg]:text-info-ink", icon: Info },
  success: { box: "bg-success-soft border-success/30 [&>svg]:text-success-ink", icon: CircleCheck },
  warning: { box: "bg-warning-soft border-warning/35 [&>svg]:text-warning-ink", icon: TriangleAlert },
  danger: { box: "bg-danger-soft border-danger/30 [&>svg]:text-danger-ink", icon: CircleAlert },
  offline: { box: "bg-surface-2 border-line-strong [&>svg]:text-ink-2", icon: WifiOff },
};

/** A lasting message about the page or the connection. Danger and offline are announced at once, the rest politely. */
export function Banner({ tone, children, title, action, onClose, closeLabel, flush, className }: BannerProps) {
  const { box, icon: Icon } = looks[tone];
  return (
    <div
      className={classNames(
        "flex items-start gap-2.5 text-base text-ink",
        flush ? "border-b px-4 py-1.5" : "rounded-md border px-3 py-2.5",
        box,
        className,
      )}
      role={tone === "danger" || tone === "offline" ? "alert" : "status"}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-bold">{title}</p> : null}
        <div className="text-pretty">{children}</div>
      </div>
      {action ? <div className="-my-0.5 shrink-0">{action}</div> : null}
      {onClose && closeLabel ? (
        <IconButton className="-my-0.5 -mr-1" icon={<X />} label={closeLabel} onClick={onClose} size="xs" />
      ) : null}
    </div>
  );
}
