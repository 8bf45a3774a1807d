import type { InboundContent } from "./content.ts";
import type { Json } from "./json.ts";
import type { Value } from "./value.ts";

/** A message as a flow meets it. `id` is the stored message's id; texts stay in `messages`, turns refer to them. */
export interface InboundMessage {
  id: string;
  content: InboundContent;
}

/** Why a session began. */
export type SessionTrigger =
  | { kind: "keyword"; keyword: string }
  | { kind: "new-contact" }
  | { kind: "any" }
  /** A person handed the conversation to this flow. */
  | { kind: "manual" };

/** What a session takes in. `id` seeds the turn's ids and randomness; `at` (ms since 1970, UTC) is the turn's only clock. */
export type FlowEvent = { id: string; at: number } & (
  | { type: "session.started"; trigger: SessionTrigger; message?: InboundMessage }
  | { type: "message.received"; message: InboundMessage }
  | { type: "timer.fired"; timerId: string }
  | { type: "effect.completed"; effectId: string; result: Json }
  /** `code` is `unknown` when nobody can tell whether the effect happened. */
  | { type: "effect.failed"; effectId: string; code: string; detail?: string }
  /** A message this session sent was refused for good. `code` is the sorted reason, e.g. `window-shut`, `template-refused`, `unreachable`. */
  | { type: "message.failed"; messageId: string; code: string }
  /** A person gave the conversation back to the session where it stood. */
  | { type: "session.resumed" }
);
export type FlowEventType = FlowEvent["type"];

/**
 * What the turn may read of the world, taken once when the event is taken from its lane and stored with it: folding the
 * stored events gives the stored states again.
 */
export interface Facts {
  contact: {
    id: string;
    name: string | null;
    phone: string | null;
    email: string | null;
    language: string | null;
    tags: string[];
    /** Variables of scope `contact`. */
    fields: Record<string, Value>;
  };
  conversation: {
    id: string;
    protocol: string;
    /** Variables of scope `conversation`. */
    fields: Record<string, Value>;
    agentName: string | null;
    /** When the customer last wrote or called on this connection (ms), which opens a channel's free window; null: never. */
    lastInboundAt: number | null;
  };
  channel: { type: string; name: string };
  /** `timeZone` is an IANA name known to the pinned zone data; `locale` rules formats where the flow names none. */
  workspace: { name: string; timeZone: string; locale: string };
}
