import type { ChannelEvent, Route } from "../../channel-event.ts";
import { parseCalls } from "./calls.ts";
import { fingerprint } from "./fingerprint.ts";
import { parseMessages } from "./message.ts";
import { type Fields, fieldsOf, listOf, textIn, timeIn } from "./reading.ts";
import { parseStatuses } from "./status.ts";
import { parseTemplateStatus } from "./template-status.ts";

/**
 * A webhook of the WhatsApp Business platform: `entry[] × changes[] × messages[] | statuses[] | calls[]`, up to 1000 updates.
 * Fields that we do not know are skipped, values of the wrong type count as absent; what says nothing to us is `ignored`.
 */
export function parse(payload: unknown): ChannelEvent[] {
  const body = fieldsOf(payload);
  if (body.object !== "whatsapp_business_account") return [];
  return listOf(body.entry).flatMap((item) => {
    const entry = fieldsOf(item);
    return listOf(entry.changes).flatMap((change) => parseChange(fieldsOf(change), entry));
  });
}

function parseChange(change: Fields, entry: Fields): ChannelEvent[] {
  const field = textIn(change, "field") ?? "";
  const value = fieldsOf(change.value);
  const numberId = textIn(fieldsOf(value.metadata), "phone_number_id");
  const accountId = textIn(entry, "id");
  if (numberId === null && accountId === null) return [];
  const route: Route =
    numberId === null
      ? { setting: "businessAccountId", value: accountId ?? "" }
      : { setting: "phoneNumberId", value: numberId };
  const at = timeIn(entry, "time");
  const events = readers.get(field)?.(value, route, at) ?? [];
  if (events.length > 0) return events;
  // Kept, so that the log says what came: its key is its content.
  return [{ type: "ignored", kind: `field:${field}`, key: `field:${field}:${fingerprint([at, value])}`, route, at }];
}

const readers = new Map<string, (value: Fields, route: Route, at: number | null) => ChannelEvent[]>([
  ["messages", (value, route) => [...parseMessages(value, route), ...parseStatuses(value, route)]],
  ["calls", parseCalls],
  ["message_template_status_update", parseTemplateStatus],
]);
