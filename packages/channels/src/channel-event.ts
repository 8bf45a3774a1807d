import type { InboundContent } from "@prosa/flow-schema";
import type { SortedError } from "./sorted-error.ts";

/**
 * One thing a provider told us. `key` is the same however often it is repeated, and unique within the connection; `at` is
 * the provider's own time in ms since 1970, null where it gave none or nonsense (then take the time of arrival).
 */
export type ChannelEvent = { key: string; route: Route; at: number | null } & (
  | {
      type: "message";
      providerMessageId: string;
      from: ContactIdentity;
      content: InboundContent;
      /** The provider's id of the message this one answers, where the customer quoted or tapped one. */
      replyTo: string | null;
    }
  | {
      type: "status";
      /** The provider's id of the message we sent. */
      providerMessageId: string;
      status: DeliveryStatus;
      /** What `render` was given, where the provider returns it: it settles a send whose answer was lost. */
      deliveryId: string | null;
      /** Which of the delivery's requests (0 …) this is about. */
      part: number;
      /** Why it failed; null unless `status` is `failed`. */
      error: SortedError | null;
    }
  /** The person known by any of `before` is from now on known by `after` too. */
  | { type: "identity-changed"; before: string[]; after: ContactIdentity }
  | {
      type: "template-status";
      name: string;
      language: string;
      /** The provider's word, e.g. `APPROVED`, `REJECTED`, `PAUSED`. */
      status: string;
      reason: string | null;
    }
  /** Nothing for a conversation: a call, a group, a field we do not read. `kind` says what, for the log. */
  | { type: "ignored"; kind: string }
);
export type ChannelEventType = ChannelEvent["type"];

/** Which connection an event is for: the one whose setting of this name has this value, and whose secret verified the request. */
export interface Route {
  setting: string;
  value: string;
}

/** A status never moves a message backwards: compare by place here. `failed` is apart from the order. */
export const deliveryStatuses = ["sent", "delivered", "read", "played", "failed"] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** How a person is known on a channel. */
export interface ContactIdentity {
  /** Every key that means this person, surest first; never empty. One key found is the person, the others are to be kept too. */
  keys: [string, ...string[]];
  /** What `render` takes as `to`. */
  address: string;
  /** Digits in E.164 without the plus sign, in canonical form; null where the provider hides it. */
  phone: string | null;
  name: string | null;
  username: string | null;
}
