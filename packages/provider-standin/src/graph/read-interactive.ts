import type { HandsetMessage } from "../handset/schema.ts";
import { invalid, type Json, listAt, objectAt, onlyKeys, optionalTextAt, textAt, unique } from "./fields.ts";
import { GraphError } from "./graph-error.ts";
import { mediaOf } from "./read-media.ts";
import type { ReadContext } from "./read-message.ts";

/** Buttons, a list, a link, a request for a location. Limits: Meta's pages on each. */
export function readInteractive(interactive: Json, context: ReadContext): Partial<HandsetMessage> {
  const type = textAt(interactive, "type", { path: "interactive.type", max: 40 });
  const read = readers.get(type);
  if (!read) throw new GraphError(131051, `Interactive type ${type} is not supported.`);
  onlyKeys(interactive, ["type", "header", "body", "footer", "action"], "interactive");
  const bodyLength = type === "list" ? 4096 : 1024;
  const body = textAt(objectAt(interactive, "body", "interactive.body"), "text", {
    path: "interactive.body.text",
    max: bodyLength,
  });
  const footer = interactive.footer === undefined ? null : objectAt(interactive, "footer", "interactive.footer");
  return {
    text: body,
    header:
      interactive.header === undefined
        ? null
        : headerOf(objectAt(interactive, "header", "interactive.header"), type, context),
    footer: footer && textAt(footer, "text", { path: "interactive.footer.text", max: 60 }),
    ...read(objectAt(interactive, "action", "interactive.action")),
  };
}

const readers = new Map<string, (action: Json) => Partial<HandsetMessage>>([
  ["button", readButtons],
  ["list", readList],
  ["cta_url", readLink],
  ["location_request_message", readLocationRequest],
]);

function headerOf(header: Json, form: string, context: ReadContext): NonNullable<HandsetMessage["header"]> {
  const type = textAt(header, "type", { path: "interactive.header.type", max: 20 });
  if (type === "text")
    return { text: textAt(header, "text", { path: "interactive.header.text", max: 60 }), media: null };
  if (form === "list") throw invalid("interactive.header.type", "of a list must be text");
  if (type !== "image" && type !== "video" && type !== "document")
    throw invalid("interactive.header.type", "is not known");
  return {
    text: null,
    media: mediaOf({ kind: type, object: objectAt(header, type, `interactive.header.${type}`), context }),
  };
}

function readButtons(action: Json): Partial<HandsetMessage> {
  onlyKeys(action, ["buttons"], "interactive.action");
  const path = "interactive.action.buttons";
  const buttons = listAt(action, "buttons", { path, min: 1, max: 3 }).map((button) => {
    if (button.type !== "reply") throw invalid(`${path}.type`, "must be reply");
    const reply = objectAt(button, "reply", `${path}.reply`);
    onlyKeys(reply, ["id", "title"], `${path}.reply`);
    const id = textAt(reply, "id", { path: `${path}.reply.id`, max: 256 });
    if (id !== id.trim()) throw invalid(`${path}.reply.id`, "must not begin or end with a space");
    return {
      id,
      title: textAt(reply, "title", { path: `${path}.reply.title`, max: 20 }),
      action: "reply" as const,
      value: null,
    };
  });
  unique(
    buttons.map(({ id }) => id),
    `${path}.reply.id`,
  );
  unique(
    buttons.map(({ title }) => title),
    `${path}.reply.title`,
  );
  return { kind: "buttons", buttons };
}

function readList(action: Json): Partial<HandsetMessage> {
  onlyKeys(action, ["button", "sections"], "interactive.action");
  const path = "interactive.action.sections";
  const button = textAt(action, "button", { path: "interactive.action.button", max: 20 });
  const given = listAt(action, "sections", { path, min: 1, max: 10 });
  const sections = given.map((section) => {
    const title = given.length > 1 ? textAt(section, "title", { path: `${path}.title`, max: 24 }) : null;
    const rows = listAt(section, "rows", { path: `${path}.rows`, min: 1, max: 10 }).map((row) => {
      onlyKeys(row, ["id", "title", "description"], `${path}.rows`);
      return {
        id: textAt(row, "id", { path: `${path}.rows.id`, max: 200 }),
        title: textAt(row, "title", { path: `${path}.rows.title`, max: 24 }),
        description: optionalTextAt(row, "description", { path: `${path}.rows.description`, max: 72 }),
      };
    });
    return { title: title ?? optionalTextAt(section, "title", { path: `${path}.title`, max: 24 }), rows };
  });
  const ids = sections.flatMap(({ rows }) => rows.map(({ id }) => id));
  if (ids.length > 10) throw invalid(`${path}.rows`, "must be at most 10 over all sections");
  unique(ids, `${path}.rows.id`);
  return { kind: "list", list: { button, sections } };
}

function readLink(action: Json): Partial<HandsetMessage> {
  if (action.name !== "cta_url") throw invalid("interactive.action.name", "must be cta_url");
  const parameters = objectAt(action, "parameters", "interactive.action.parameters");
  const title = textAt(parameters, "display_text", { path: "interactive.action.parameters.display_text", max: 20 });
  const value = textAt(parameters, "url", { path: "interactive.action.parameters.url", max: 2048 });
  if (!/^https?:\/\/\S+$/.test(value))
    throw invalid("interactive.action.parameters.url", "must be an http or https address");
  return { kind: "buttons", buttons: [{ id: "url", title, action: "url", value }] };
}

function readLocationRequest(action: Json): Partial<HandsetMessage> {
  if (action.name !== "send_location") throw invalid("interactive.action.name", "must be send_location");
  return { kind: "text" };
}
