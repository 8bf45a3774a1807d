import type { ChannelEvent, Route } from "../../channel-event.ts";
import { type Fields, textIn } from "./reading.ts";

/** Field `message_template_status_update`. It has no id of its own: template, word and the entry's time make the key. */
export function parseTemplateStatus(value: Fields, route: Route, at: number | null): ChannelEvent[] {
  const name = textIn(value, "message_template_name");
  const language = textIn(value, "message_template_language");
  const status = textIn(value, "event");
  if (name === null || language === null || status === null) return [];
  const id = textIn(value, "message_template_id") ?? `${name}/${language}`;
  const key = `template:${id}:${status}:${at ?? ""}`;
  return [{ type: "template-status", key, route, at, name, language, status, reason: textIn(value, "reason") }];
}
