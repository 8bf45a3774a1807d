import type { StandinAccount } from "../account.ts";
import { roll } from "../chaos.ts";
import { type Core, windowMs } from "../core.ts";
import { addCustomer, customerByPhone, customerByUserId } from "../customer/customers.ts";
import { look } from "../customer/look.ts";
import { advance, announce, appendMessage, blankMessage } from "../customer/thread.ts";
import type { StoredCustomer } from "../state/store.ts";
import { reportStatus } from "../webhooks/report.ts";
import { invalid, type Json } from "./fields.ts";
import { GraphError } from "./graph-error.ts";
import { type OutgoingMessage, readMessage } from "./read-message.ts";

/** Checks a message, and either takes it (ledger, thread, statuses) or throws what Meta answers. */
export function acceptMessage(core: Core, account: StandinAccount, body: Json) {
  const message = readMessage(body, { core, ...account });
  const known = knownCustomer(core, account, message);
  refuseOutsideWindow(core, known, message);
  const customer = known ?? newCustomer(core, account, message);
  core.pairRate.take(customer.id);
  if (message.reaction && core.state.message(message.reaction.messageId)?.customerId !== customer.id)
    throw invalid("reaction.message_id", "names no message of this conversation");
  const id = core.ids.message();
  const at = core.clock();
  core.ledger.add({
    messageId: id,
    phoneNumberId: account.phoneNumberId,
    customerId: customer.id,
    to: message.address,
    type: message.type,
    callbackData: message.callbackData,
    body,
    at,
  });
  show({ core, customer, message, id, at });
  follow({ core, account, customer, message, id });
  return {
    messaging_product: "whatsapp",
    contacts: [
      { input: message.address, ...(customer.phone !== null && { wa_id: customer.phone }), user_id: customer.userId },
    ],
    messages: [{ id, ...(message.type === "template" && { message_status: "accepted" }) }],
  };
}

function knownCustomer(core: Core, account: StandinAccount, { to }: OutgoingMessage): StoredCustomer | undefined {
  if ("phone" in to) return customerByPhone(core, account.phoneNumberId, to.phone);
  const known = customerByUserId(core, account.phoneNumberId, to.userId);
  if (!known) throw new GraphError(131026, "No customer of this number has this user id.");
  return known;
}

function refuseOutsideWindow(core: Core, customer: StoredCustomer | undefined, { type }: OutgoingMessage): void {
  if (!core.rules.window || type === "template") return;
  const last = customer?.lastInboundAt ?? null;
  if (last === null || core.clock() - last >= windowMs)
    throw new GraphError(
      131047,
      "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
    );
}

/** Whoever has this phone, though nobody made a handset for it yet. */
function newCustomer(core: Core, account: StandinAccount, { address, to }: OutgoingMessage): StoredCustomer {
  return addCustomer(core, account.phoneNumberId, { name: address, phone: "phone" in to ? to.phone : null });
}

interface Accepted {
  core: Core;
  customer: StoredCustomer;
  message: OutgoingMessage;
  id: string;
}

function show({ core, customer, message, id, at }: Accepted & { at: number }): void {
  if (message.reaction) {
    const target = core.state.message(message.reaction.messageId);
    if (!target) return;
    target.message.reactions.out = message.reaction.emoji;
    announce(core, customer.id, target.message);
    return;
  }
  appendMessage(core, customer, blankMessage({ id, direction: "out", at, replyTo: message.replyTo, ...message.shown }));
  if (message.callbackData !== null) core.state.setCallback(id, message.callbackData);
}

/** `sent`, then `delivered` (or `failed`), then `read` where nobody has to look. */
function follow({ core, account, customer, message, id }: Accepted & { account: StandinAccount }): void {
  const common = { account, customer, messageId: id, callbackData: message.callbackData };
  reportStatus(core, { ...common, status: "sent" });
  if (roll(core.chaos.seed, "undeliverable", message.callbackData ?? id) < core.chaos.undeliverable) {
    const error = {
      code: 131026,
      title: "Message undeliverable",
      details: "The stand-in was told to let this one fail.",
    };
    const found = core.state.message(id);
    if (found) {
      found.message.status = "failed";
      announce(core, customer.id, found.message);
    }
    reportStatus(core, { ...common, status: "failed", error });
    return;
  }
  advance(core, id, "delivered");
  reportStatus(core, { ...common, status: "delivered" });
  if (core.rules.read === "auto") look(core, { account, customer });
}
