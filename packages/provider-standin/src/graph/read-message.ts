import type { Core } from "../core.ts";
import type { HandsetMessage } from "../handset/schema.ts";
import { invalid, type Json, missing, objectAt, optionalTextAt, textAt } from "./fields.ts";
import { GraphError } from "./graph-error.ts";
import { readInteractive } from "./read-interactive.ts";
import { readMedia } from "./read-media.ts";
import { readContacts, readLocation, readText } from "./read-simple.ts";
import { readTemplate } from "./read-template.ts";

/** A request to send, checked: whom it is for, and what a handset shows of it. */
export interface OutgoingMessage {
  to: { phone: string } | { userId: string };
  /** `to` or `recipient` as it came. */
  address: string;
  type: string;
  shown: Partial<HandsetMessage>;
  reaction: { messageId: string; emoji: string | null } | null;
  replyTo: string | null;
  callbackData: string | null;
}

export interface ReadContext {
  core: Core;
  phoneNumberId: string;
  businessAccountId: string;
}

/** Checks the body of `POST /<phone number id>/messages` as Meta's pages and official schema say; throws what Meta answers. */
export function readMessage(body: Json, context: ReadContext): OutgoingMessage {
  if (body.messaging_product !== "whatsapp")
    throw new GraphError(100, "The parameter messaging_product is required and must be 'whatsapp'.");
  if (body.recipient_type !== undefined && body.recipient_type !== "individual")
    throw invalid("recipient_type", "must be individual");
  const { to, address } = recipientOf(body);
  const type = body.type === undefined ? "text" : textAt(body, "type", { path: "type", max: 40 });
  const quoted = body.context === undefined ? null : objectAt(body, "context");
  const common = {
    to,
    address,
    type,
    replyTo: quoted && textAt(quoted, "message_id", { path: "context.message_id", max: 512 }),
    callbackData: optionalTextAt(body, "biz_opaque_callback_data", { path: "biz_opaque_callback_data", max: 512 }),
  };
  if (type === "reaction") return { ...common, shown: {}, reaction: reactionOf(objectAt(body, "reaction")) };
  const read = readers.get(type);
  if (!read) throw new GraphError(131051, `Message type ${type} is not supported.`);
  return { ...common, shown: read(body, context), reaction: null };
}

const readers = new Map<string, (body: Json, context: ReadContext) => Partial<HandsetMessage>>([
  ["text", (body) => readText(objectAt(body, "text"))],
  ...(["image", "video", "audio", "document", "sticker"] as const).map(
    (kind) =>
      [kind, (body: Json, context: ReadContext) => readMedia({ kind, object: objectAt(body, kind), context })] as const,
  ),
  ["location", (body) => readLocation(objectAt(body, "location"))],
  ["contacts", (body) => readContacts(body)],
  ["interactive", (body, context) => readInteractive(objectAt(body, "interactive"), context)],
  ["template", (body, context) => readTemplate(objectAt(body, "template"), context)],
]);

/** `to` is a phone number, `recipient` a business-scoped user id; `to` wins. */
function recipientOf(body: Json): Pick<OutgoingMessage, "to" | "address"> {
  const to = optionalTextAt(body, "to", { path: "to", max: 40 });
  if (to !== null) {
    const phone = to.replaceAll(/[\s().+-]/g, "");
    if (!/^[1-9]\d{6,14}$/.test(phone)) throw invalid("to", "must be a phone number with country code");
    return { to: { phone }, address: to };
  }
  const recipient = optionalTextAt(body, "recipient", { path: "recipient", max: 160 });
  if (recipient === null) throw missing("to");
  if (!/^[A-Z]{2}(\.ENT)?\.[A-Za-z0-9]{1,128}$/.test(recipient))
    throw invalid("recipient", "must be a business-scoped user id");
  return { to: { userId: recipient }, address: recipient };
}

function reactionOf(reaction: Json): { messageId: string; emoji: string | null } {
  const messageId = textAt(reaction, "message_id", { path: "reaction.message_id", max: 512 });
  if (typeof reaction.emoji !== "string") throw missing("reaction.emoji");
  return { messageId, emoji: reaction.emoji === "" ? null : reaction.emoji };
}
