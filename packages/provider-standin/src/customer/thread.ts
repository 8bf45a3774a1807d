import type { Core } from "../core.ts";
import type { HandsetMessage } from "../handset/schema.ts";
import type { StoredCustomer } from "../state/store.ts";
import { customerView } from "./customers.ts";

/** A message with nothing in it yet. */
export const blankMessage = (
  fields: Pick<HandsetMessage, "id" | "direction" | "at"> & Partial<HandsetMessage>,
): HandsetMessage => ({
  kind: "text",
  text: null,
  header: null,
  footer: null,
  media: null,
  buttons: [],
  list: null,
  location: null,
  contacts: [],
  replyTo: null,
  reactions: { in: null, out: null },
  status: "sent",
  ...fields,
});

/** Puts a message at the end of a thread and tells the handsets. */
export function appendMessage(core: Core, customer: StoredCustomer, message: HandsetMessage): void {
  customer.touchedAt = message.at;
  if (message.direction === "in") customer.lastInboundAt = Math.max(customer.lastInboundAt ?? 0, message.at);
  else customer.unread++;
  core.state.addMessage(customer.id, message);
  core.changed(
    customer.phoneNumberId,
    { type: "message", customerId: customer.id, message },
    { type: "customer", customer: customerView(core, customer) },
  );
}

const order = ["sent", "delivered", "read", "played"];

/** Moves a message's ticks forward, never back. False when they were there already. */
export function advance(core: Core, messageId: string, status: HandsetMessage["status"]): boolean {
  const found = core.state.message(messageId);
  if (!found || order.indexOf(status) <= order.indexOf(found.message.status)) return false;
  found.message.status = status;
  announce(core, found.customerId, found.message);
  return true;
}

/** Tells the handsets that a message is no longer what it was. */
export function announce(core: Core, customerId: string, message: HandsetMessage): void {
  const customer = core.state.customer(customerId);
  if (customer) core.changed(customer.phoneNumberId, { type: "message", customerId, message });
}
