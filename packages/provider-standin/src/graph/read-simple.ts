import type { HandsetMessage } from "../handset/schema.ts";
import { invalid, type Json, listAt, missing, objectAt, onlyKeys, optionalTextAt, textAt } from "./fields.ts";

export function readText(text: Json): Partial<HandsetMessage> {
  onlyKeys(text, ["body", "preview_url"], "text");
  if (text.preview_url !== undefined && typeof text.preview_url !== "boolean")
    throw invalid("text.preview_url", "must be a boolean");
  return { kind: "text", text: textAt(text, "body", { path: "text.body", max: 4096 }) };
}

export function readLocation(location: Json): Partial<HandsetMessage> {
  onlyKeys(location, ["latitude", "longitude", "name", "address"], "location");
  return {
    kind: "location",
    location: {
      latitude: coordinate(location, "latitude", 90),
      longitude: coordinate(location, "longitude", 180),
      name: optionalTextAt(location, "name", { path: "location.name", max: 1000 }),
      address: optionalTextAt(location, "address", { path: "location.address", max: 1000 }),
    },
  };
}

/** The official schema has strings, Meta's pages numbers: both are taken. */
function coordinate(location: Json, name: string, limit: number): number {
  const value = location[name];
  if (value === undefined || value === null || value === "") throw missing(`location.${name}`);
  const degrees = typeof value === "string" ? Number(value) : value;
  if (typeof degrees !== "number" || !(Math.abs(degrees) <= limit))
    throw invalid(`location.${name}`, "is not on the globe");
  return degrees;
}

export function readContacts(body: Json): Partial<HandsetMessage> {
  const contacts = listAt(body, "contacts", { path: "contacts", min: 1, max: 5 }).map((contact) => {
    const name = textAt(objectAt(contact, "name", "contacts.name"), "formatted_name", {
      path: "contacts.name.formatted_name",
      max: 1000,
    });
    const phones =
      contact.phones === undefined ? [] : listAt(contact, "phones", { path: "contacts.phones", min: 0, max: 20 });
    return { name, phones: phones.map((phone) => textAt(phone, "phone", { path: "contacts.phones.phone", max: 40 })) };
  });
  return { kind: "contacts", contacts };
}
