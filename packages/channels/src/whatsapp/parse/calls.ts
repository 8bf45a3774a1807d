import type { ChannelEvent, Route } from "../../channel-event.ts";
import { type Fields, fieldsOf, listOf, textIn, timeIn } from "./reading.ts";

/** Field `calls`: Prosa does not take WhatsApp calls yet. Each keeps a key of its own (call and event; they come in any order). */
export function parseCalls(value: Fields, route: Route): ChannelEvent[] {
  return [...listOf(value.calls), ...listOf(value.statuses)].flatMap((item): ChannelEvent[] => {
    const call = fieldsOf(item);
    const id = textIn(call, "id");
    const word = (textIn(call, "event") ?? textIn(call, "status") ?? "unknown").toLowerCase();
    if (id === null) return [];
    return [{ type: "ignored", kind: `call:${word}`, key: `call:${id}:${word}`, route, at: timeIn(call, "timestamp") }];
  });
}
