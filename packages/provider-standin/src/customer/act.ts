import type { StandinAccount } from "../account.ts";
import type { Core } from "../core.ts";
import type { CustomerAction, HandsetMessage } from "../handset/schema.ts";
import type { StoredCustomer } from "../state/store.ts";
import { reportMessage } from "../webhooks/report.ts";
import { HandsetError } from "./handset-error.ts";
import { announce, appendMessage, blankMessage } from "./thread.ts";

export interface Sender {
  account: StandinAccount;
  customer: StoredCustomer;
}

/** The customer writes, taps, shares or reacts; the business hears of it by webhook. */
export function act(core: Core, sender: Sender, action: CustomerAction): HandsetMessage {
  if (action.type === "reaction") return react(core, sender, action);
  return write(core, sender, describe(core, sender, action));
}

/** What a new message shows on the handset, and what the business is told of it. */
interface Written {
  shown: Partial<HandsetMessage>;
  told: Record<string, unknown>;
  replyTo: string | null;
  /** When it was written, where that is not now. */
  at?: number | undefined;
}

/** Appends the customer's message and reports it. */
export function write(core: Core, { account, customer }: Sender, written: Written): HandsetMessage {
  const { shown, told, replyTo } = written;
  const at = Math.min(written.at ?? Number.POSITIVE_INFINITY, core.clock());
  const message = blankMessage({ id: core.ids.message(), direction: "in", at, replyTo, ...shown });
  const quoted = replyTo === null ? undefined : core.state.message(replyTo);
  if (replyTo !== null && quoted?.customerId !== customer.id)
    throw new HandsetError("not_found", "The message to answer is not in this thread.");
  const from =
    quoted?.message.direction === "in"
      ? (customer.phone ?? customer.userId)
      : account.displayPhone.replaceAll(/\D/g, "");
  appendMessage(core, customer, message);
  const context = replyTo === null ? {} : { context: { from, id: replyTo } };
  reportMessage(core, { account, customer, id: message.id, at: message.at, message: { ...told, ...context } });
  return message;
}

function describe(core: Core, sender: Sender, action: Exclude<CustomerAction, { type: "reaction" }>): Written {
  switch (action.type) {
    case "text":
      return {
        shown: { kind: "text", text: action.text },
        told: { type: "text", text: { body: action.text } },
        replyTo: action.replyTo ?? null,
        at: action.at,
      };
    case "tap":
      return tap(core, sender, action);
    case "location": {
      const { type, ...place } = action;
      const location = { ...place, name: place.name ?? null, address: place.address ?? null };
      return { shown: { kind: "location", location }, told: { type, location: place }, replyTo: null };
    }
    case "contacts":
      return {
        shown: { kind: "contacts", contacts: action.contacts },
        told: {
          type: "contacts",
          contacts: action.contacts.map(({ name, phones }) => ({
            name: { formatted_name: name, first_name: name },
            phones: phones.map((phone) => ({ phone, type: "CELL" })),
          })),
        },
        replyTo: null,
      };
  }
}

/** By what was tapped Meta says `button` (a template's), or `interactive` with `button_reply` or `list_reply`. */
function tap(core: Core, { customer }: Sender, action: Extract<CustomerAction, { type: "tap" }>): Written {
  const found = core.state.message(action.messageId);
  if (found?.customerId !== customer.id || found.message.direction !== "out")
    throw new HandsetError("not_found", "That message is not in this thread.");
  const button = found.message.buttons.find(({ id, action: kind }) => id === action.optionId && kind === "reply");
  const row = found.message.list?.sections.flatMap(({ rows }) => rows).find(({ id }) => id === action.optionId);
  const option = button ?? row;
  if (!option) throw new HandsetError("not_found", "That message has no such option.");
  return {
    shown: { kind: "tap", text: option.title },
    told: toldOfTap(found.message.kind, option),
    replyTo: action.messageId,
  };
}

function toldOfTap(kind: HandsetMessage["kind"], option: { id: string; title: string; description?: string | null }) {
  const { id, title, description } = option;
  if (kind === "template") return { type: "button", button: { payload: id, text: title } };
  const interactive =
    kind === "list"
      ? { type: "list_reply", list_reply: { id, title, ...(description && { description }) } }
      : { type: "button_reply", button_reply: { id, title } };
  return { type: "interactive", interactive };
}

/** A reaction is a message to the business, and a small emoji on the handset. */
function react(
  core: Core,
  { account, customer }: Sender,
  action: Extract<CustomerAction, { type: "reaction" }>,
): HandsetMessage {
  const found = core.state.message(action.messageId);
  if (found?.customerId !== customer.id) throw new HandsetError("not_found", "That message is not in this thread.");
  found.message.reactions.in = action.emoji;
  const at = core.clock();
  customer.lastInboundAt = at;
  customer.touchedAt = at;
  announce(core, customer.id, found.message);
  const reaction = { message_id: action.messageId, ...(action.emoji !== null && { emoji: action.emoji }) };
  reportMessage(core, { account, customer, id: core.ids.message(), at, message: { type: "reaction", reaction } });
  return found.message;
}
