import { Check, CheckCheck, CircleAlert, Clock } from "lucide-react";
import { classNames } from "../class-names.ts";

export type DeliveryStatus = "queued" | "sent" | "delivered" | "read" | "failed";

const icons = { queued: Clock, sent: Check, delivered: CheckCheck, read: CheckCheck, failed: CircleAlert };

/** How far a message got: clock, one tick, two ticks, two coloured ticks, or an alert. */
export function DeliveryTicks({
  status,
  label,
  className,
}: {
  status: DeliveryStatus;
  label?: string;
  className?: string;
}) {
  const Icon = icons[status];
  return (
    <>
      <Icon
        aria-hidden
        className={classNames(
          "size-3.5 shrink-0",
          status === "read" && "text-accent-text",
          status === "failed" && "text-danger-ink",
          className,
        )}
      />
      {label ? <span className="sr-only">{label}</span> : null}
    </>
  );
}
