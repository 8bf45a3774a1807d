import type { DeliveryStatus } from "@prosa/ui";
import type { Message } from "./message-queries.ts";

/** How far a message got, as the ticks show it. "Unknown" is shown like a failure: a person has to look. */
export function ticksOf(status: Message["status"]): DeliveryStatus | undefined {
  return status === null ? undefined : ticks[status];
}

const ticks: Record<NonNullable<Message["status"]>, DeliveryStatus> = {
  queued: "queued",
  sending: "queued",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  played: "read",
  failed: "failed",
  unknown: "failed",
};
