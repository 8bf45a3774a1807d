import type { Core } from "../core.ts";
import { windowMs } from "../core.ts";
import type { HandsetCustomer, HandsetMessage, NewCustomer } from "../handset/schema.ts";
import type { StoredCustomer } from "../state/store.ts";

export function addCustomer(core: Core, phoneNumberId: string, input: NewCustomer): StoredCustomer {
  const phone = input.phone ?? null;
  const customer: StoredCustomer = {
    id: core.ids.number(),
    phoneNumberId,
    name: input.name,
    phone,
    userId: core.ids.user(phone),
    username: input.username ?? null,
    unread: 0,
    lastInboundAt: null,
    touchedAt: core.clock(),
  };
  core.state.putCustomer(customer);
  core.changed(phoneNumberId, { type: "customer", customer: customerView(core, customer) });
  return customer;
}

/** Whoever has this phone number, in any of the forms it is written in. */
export const customerByPhone = (core: Core, phoneNumberId: string, phone: string): StoredCustomer | undefined =>
  core.state.customerBy(phoneNumberId, { phone });

export const customerByUserId = (core: Core, phoneNumberId: string, userId: string): StoredCustomer | undefined =>
  core.state.customerBy(phoneNumberId, { userId });

export function customerView(core: Core, customer: StoredCustomer): HandsetCustomer {
  const last = core.state.thread(customer.id).at(-1);
  const closes = customer.lastInboundAt === null ? null : customer.lastInboundAt + windowMs;
  return {
    id: customer.id,
    name: customer.name,
    phone: customer.phone,
    userId: customer.userId,
    username: customer.username,
    unread: customer.unread,
    lastMessage: last ? { text: previewOf(last), at: last.at, direction: last.direction } : null,
    windowClosesAt: closes !== null && closes > core.clock() ? closes : null,
  };
}

const previewOf = (message: HandsetMessage): string =>
  (message.text ?? message.header?.text ?? message.media?.filename ?? message.location?.name ?? message.kind).slice(
    0,
    200,
  );
