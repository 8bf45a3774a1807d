import { type ChannelEvent, deliveryStatuses, type Route } from "../../channel-event.ts";
import { splitCallbackData } from "../callback-data.ts";
import { sortError } from "../errors.ts";
import { type Fields, fieldsOf, listOf, numberIn, textIn, timeIn } from "./reading.ts";

/** `value.statuses[]`. The key has the status: each of sent, delivered, read, played and failed comes once, repeats apart. */
export function parseStatuses(value: Fields, route: Route): ChannelEvent[] {
  return listOf(value.statuses).flatMap((item): ChannelEvent[] => {
    const fields = fieldsOf(item);
    const id = textIn(fields, "id");
    const word = textIn(fields, "status");
    if (id === null || word === null) return [];
    const common = { key: `status:${id}:${word}`, route, at: timeIn(fields, "timestamp") };
    const status = deliveryStatuses.find((known) => known === word);
    if (status === undefined || fields.type === "call") return [{ ...common, type: "ignored", kind: `status:${word}` }];
    const callback = splitCallbackData(textIn(fields, "biz_opaque_callback_data"));
    const error = status === "failed" ? errorIn(fields) : null;
    return [{ ...common, type: "status", providerMessageId: id, status, ...callback, error }];
  });
}

function errorIn(fields: Fields) {
  const error = fieldsOf(listOf(fields.errors)[0]);
  const detail = textIn(fieldsOf(error.error_data), "details") ?? textIn(error, "message") ?? textIn(error, "title");
  return sortError({ code: numberIn(error, "code"), detail });
}
