import type { InboundContent, MediaKind } from "@prosa/flow-schema";
import { type Fields, fieldsOf, given, listOf, numberIn, textIn } from "./reading.ts";

/** What the customer sent. A type we do not know, or one without what makes it, is `unsupported` and keeps its name. */
export function parseContent(message: Fields): InboundContent {
  const type = textIn(message, "type") ?? "unknown";
  return readers.get(type)?.(fieldsOf(message[type]), message) ?? unsupported(message, type);
}

type Reader = (object: Fields, message: Fields) => InboundContent | null;

const known: Record<string, Reader> = {
  text: (text) => of(textIn(text, "body"), (body) => ({ type: "text", text: body })),
  image: media("image"),
  video: media("video"),
  audio: media("audio"),
  document: media("document"),
  sticker: media("sticker"),
  location: (place) => {
    const latitude = numberIn(place, "latitude");
    const longitude = numberIn(place, "longitude");
    if (latitude === null || longitude === null) return null;
    const words = { ...given("name", textIn(place, "name")), ...given("address", textIn(place, "address")) };
    return { type: "location", latitude, longitude, ...words };
  },
  contacts: (_, message) => {
    const cards = listOf(message.contacts).map(fieldsOf);
    return cards.length === 0 ? null : { type: "contacts", contacts: cards.map(card) };
  },
  button: (button) => tap(textIn(button, "payload") ?? textIn(button, "text"), textIn(button, "text")),
  interactive: (interactive) => {
    const reply = fieldsOf(interactive[textIn(interactive, "type") ?? ""]);
    return tap(textIn(reply, "id"), textIn(reply, "title"));
  },
  reaction: (reaction) =>
    of(textIn(reaction, "message_id"), (target) => ({ type: "reaction", emoji: textIn(reaction, "emoji"), target })),
};
const readers = new Map(Object.entries(known));

function media(type: MediaKind): Reader {
  return (file) =>
    of(textIn(file, "id"), (providerMediaId) => ({
      type,
      providerMediaId,
      // Meta writes "audio/ogg; codecs=opus": the parameters say nothing that the bytes do not.
      mimeType: (textIn(file, "mime_type") ?? "application/octet-stream").split(";")[0]?.trim().toLowerCase() ?? "",
      ...given("caption", textIn(file, "caption")),
      ...given("filename", textIn(file, "filename")),
      ...(file.voice === true && { voice: true }),
    }));
}

const tap = (id: string | null, title: string | null): InboundContent | null =>
  of(id, (chosen) => ({ type: "choice", id: chosen, title: title ?? chosen }));

function card(fields: Fields): { name: string; phones: string[] } {
  const name = fieldsOf(fields.name);
  const phones = listOf(fields.phones).flatMap(
    (item) => textIn(fieldsOf(item), "phone") ?? textIn(fieldsOf(item), "wa_id") ?? [],
  );
  return { name: textIn(name, "formatted_name") ?? textIn(name, "first_name") ?? phones[0] ?? "", phones };
}

/** `interactive:nfm_reply`, `unsupported:edit`, `order`: enough to say on screen what came. */
function unsupported(message: Fields, type: string): InboundContent {
  const inner = textIn(fieldsOf(message[type]), "type");
  return { type: "unsupported", kind: inner === null ? type : `${type}:${inner}` };
}

const of = <Value>(value: Value | null, make: (value: Value) => InboundContent): InboundContent | null =>
  value === null ? null : make(value);
