import type { Bubble } from "@prosa/flow-schema";

/** A message this process has claimed for sending. */
export interface ClaimedDelivery {
  ws: string;
  id: string;
  messageId: string;
  conversationId: string;
  contactId: string;
  connectionId: string;
  sessionId: string | null;
  dropped: boolean;
  attempt: number;
  parts: number;
  partsDone: number;
  content: Bubble;
  /** When the contact last wrote on this connection (ms). */
  inbound: number | null;
  addresses: { channel: string; key: string; address: string }[] | null;
  /** How long to wait before it is this message's turn on the connection (ms). */
  waitMs: number;
}

/** What came of sending it. */
export type DeliveryOutcome = { partsDone: number } & (
  | { out: "sent"; providerMessageId: string }
  /** `free`: the try does not count, it was not this message's fault. */
  | { out: "retry"; at: number; free?: boolean }
  | { out: "failed"; code: string; detail: string | null }
  /** Nobody knows whether the provider has it. */
  | { out: "uncertain" }
);

/** What else a provider's answer means: for the whole connection. */
export type ConnectionTrouble = { kind: "pause"; until: number } | { kind: "attention"; detail: string };
