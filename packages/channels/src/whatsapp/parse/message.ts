import type { ChannelEvent, ContactIdentity, Route } from "../../channel-event.ts";
import { identityOf } from "../identity.ts";
import { parseContent } from "./content.ts";
import { type Fields, fieldsOf, listOf, textIn, timeIn } from "./reading.ts";

/** `value.messages[]`, with the names that stand beside them in `value.contacts[]`. */
export function parseMessages(value: Fields, route: Route): ChannelEvent[] {
  const people = listOf(value.contacts).map(fieldsOf);
  return listOf(value.messages).flatMap((item) => parseMessage({ message: fieldsOf(item), people, route }));
}

function parseMessage({ message, people, route }: { message: Fields; people: Fields[]; route: Route }): ChannelEvent[] {
  const id = textIn(message, "id");
  if (id === null) return [];
  const common = { key: `message:${id}`, route, at: timeIn(message, "timestamp") };
  if (message.type === "system") return [systemEvent(message, common)];
  if (textIn(message, "group_id") !== null) return [{ ...common, type: "ignored", kind: "group-message" }];
  const from = senderOf(message, people);
  if (from === null) return [{ ...common, type: "ignored", kind: "message-without-sender" }];
  const replyTo = textIn(fieldsOf(message.context), "id");
  return [{ ...common, type: "message", providerMessageId: id, from, content: parseContent(message), replyTo }];
}

/** The sender by the message itself; name and what else is missing from the contact of the same id (or the only one). */
function senderOf(message: Fields, people: Fields[]): ContactIdentity | null {
  const waId = textIn(message, "from");
  const userId = textIn(message, "from_user_id");
  const same = (person: Fields) =>
    (waId !== null && textIn(person, "wa_id") === waId) || (userId !== null && textIn(person, "user_id") === userId);
  const person = people.find(same) ?? (people.length === 1 ? people[0] : undefined) ?? {};
  const profile = fieldsOf(person.profile);
  return identityOf({
    userId: userId ?? textIn(person, "user_id"),
    waId: waId ?? textIn(person, "wa_id"),
    name: textIn(profile, "name"),
    username: textIn(profile, "username"),
  });
}

/** A person changed number or user id: the new one is in `system`, the old one is the sender. */
function systemEvent(message: Fields, common: { key: string; route: Route; at: number | null }): ChannelEvent {
  const system = fieldsOf(message.system);
  const kind = textIn(system, "type") ?? "unknown";
  const before = identityOf({
    userId: textIn(message, "from_user_id"),
    waId: textIn(message, "from"),
    name: null,
    username: null,
  });
  const after = identityOf({
    userId: textIn(system, "user_id"),
    waId: textIn(system, "wa_id"),
    name: null,
    username: null,
  });
  if (!kind.startsWith("user_changed_") || before === null || after === null)
    return { ...common, type: "ignored", kind: `system:${kind}` };
  return { ...common, type: "identity-changed", before: before.keys, after };
}
